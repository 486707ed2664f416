using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Trading.EndToEnd.Tests.Local;

/// <summary>The program as a user starts it.</summary>
public sealed class ServeTests : IDisposable
{
    private const string Local = "Trading.Local.dll";
    private readonly string folder = Directory.CreateTempSubdirectory("local-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_serves_until_it_is_told_to_stop_and_ends_well()
    {
        await using var local = LocalProcess.Start(Local, "--port", "0", "--data", folder);
        using var http = new HttpClient { BaseAddress = await local.ListeningAsync() };

        var health = await http.GetStringAsync("/api/health", TestContext.Current.CancellationToken);
        local.Terminate();

        Assert.Contains("\"healthy\"", health, StringComparison.Ordinal);
        Assert.Equal(0, await local.ExitAsync());
    }

    [Fact]
    public async Task A_second_one_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = LocalProcess.Start(Local, "serve", "--port", "0", "--data", folder);
        using var http = new HttpClient { BaseAddress = await first.ListeningAsync() };

        var (exitCode, output) = await LocalProcess.RunAsync(Local, "serve", "--port", "0", "--data", folder);

        Assert.Equal(1, exitCode);
        Assert.Equal($"The data folder '{folder}' already has its functions process (pid {first.Id}). Stop that one, or choose another folder with --data.", output.Trim());
        Assert.Contains("healthy", await http.GetStringAsync("/api/health", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_whose_process_was_killed_is_free_again()
    {
        await using (var first = LocalProcess.Start(Local, "--port", "0", "--data", folder))
            await first.ListeningAsync();   // killed on leaving

        await using var second = LocalProcess.Start(Local, "--port", "0", "--data", folder);

        Assert.Equal("127.0.0.1", (await second.ListeningAsync()).Host);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (exitCode, output) = await LocalProcess.RunAsync(Local, "--port", port, "--data", folder);

        Assert.Equal(1, exitCode);
        Assert.Equal($"Port {port} of 127.0.0.1 is in use. Stop the other program, or choose another port with --port.", output.Trim());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_in_one_line()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var (exitCode, output) = await LocalProcess.RunAsync(Local, "--port", "0", "--data", Path.Combine(file, "data"));

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"The data folder '{Path.Combine(file, "data")}' can't be written", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_corrupt_database_is_said_in_one_line_and_left_as_it_is()
    {
        var database = Path.Combine(folder, "trading.db");
        var content = new string('x', 8192);
        await File.WriteAllTextAsync(database, content, TestContext.Current.CancellationToken);

        var (exitCode, output) = await LocalProcess.RunAsync(Local, "--port", "0", "--data", folder);

        Assert.Equal(1, exitCode);
        Assert.Contains(database, output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
        Assert.Equal(content, await File.ReadAllTextAsync(database, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_functions_app_alone_says_what_to_run_instead()
    {
        var (exitCode, output) = await LocalProcess.RunAsync("Trading.Functions.dll");

        Assert.Equal(2, exitCode);
        Assert.Contains("dotnet run --project local", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }
}
