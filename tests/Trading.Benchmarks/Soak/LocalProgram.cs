using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Trading.Benchmarks.Soak;

/// <summary>The built program in a process of its own, and what the system and the program say of that process.</summary>
internal sealed class LocalProgram : IDisposable
{
    private const int KeptLines = 50;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string dataFolder;
    private readonly Queue<string> output = new();

    private LocalProgram(Process process, string dataFolder, int port)
    {
        this.process = process;
        this.dataFolder = dataFolder;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Speaks to the program.</summary>
    public HttpClient Client { get; }

    /// <summary>Folder whose files it imports.</summary>
    public string ImportFolder => Path.Combine(dataFolder, "import");

    /// <summary>The last lines it wrote, both streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return string.Join(Environment.NewLine, output);
        }
    }

    /// <summary>Starts the program on a data folder and waits until it serves.</summary>
    /// <exception cref="InvalidOperationException">It does not within a minute; the message holds what it wrote.</exception>
    public static async Task<LocalProgram> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Trading.Local.dll"), "--data", dataFolder, "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ImportSchedule"] = "* * * * * *" },
        };
        var program = new LocalProgram(new Process { StartInfo = start }, dataFolder, port);
        program.process.OutputDataReceived += (_, line) => program.Keep(line.Data);
        program.process.ErrorDataReceived += (_, line) => program.Keep(line.Data);
        program.process.Start();
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        try
        {
            await program.HealthyAsync(cancellationToken);
            return program;
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>How the process stands now.</summary>
    /// <param name="at">Time since the beginning, to note on it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Sample> SampleAsync(TimeSpan at, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/host/status") { Headers = { { "x-functions-key", await MasterKeyAsync(cancellationToken) } } };
        using var answer = (await Client.SendAsync(request, cancellationToken)).EnsureSuccessStatusCode();
        var status = await JsonSerializer.DeserializeAsync<JsonElement>(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        var lines = await File.ReadAllLinesAsync($"/proc/{process.Id}/status", cancellationToken);
        return new Sample(
            at,
            ResidentBytes: 1024 * Number(lines, "VmRSS:"),
            HeapBytes: status.GetProperty("heapBytes").GetInt64(),
            Threads: (int)Number(lines, "Threads:"),
            Handles: Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length,
            LogBytes: Length("trading.db-wal"),
            DatabaseBytes: Length("trading.db"));
    }

    /// <summary>Asks the program to end (SIGTERM) and waits for it.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="TimeoutException">It did not end within a minute.</exception>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopLimit);
        return process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static long Number(string[] lines, string name) =>
        long.Parse(lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private long Length(string file) => new FileInfo(Path.Combine(dataFolder, file)) is { Exists: true } found ? found.Length : 0;

    private async Task<string> MasterKeyAsync(CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(dataFolder, "host-keys.json"));
        return (await JsonSerializer.DeserializeAsync<JsonElement>(file, cancellationToken: cancellationToken)).GetProperty("master").GetString()!;
    }

    private async Task HealthyAsync(CancellationToken cancellationToken)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < StartLimit && !process.HasExited; await Task.Delay(50, cancellationToken))
        {
            try
            {
                using var answer = await Client.GetAsync("/api/health", cancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        throw new InvalidOperationException($"The program does not serve:{Environment.NewLine}{Output}");
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (output)
        {
            output.Enqueue(line);
            if (output.Count > KeptLines)
                output.Dequeue();
        }
    }
}
