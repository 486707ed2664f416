using System.Diagnostics;

namespace Trading.EndToEnd.Tests;

/// <summary>The program's commands as a person types them.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Bars = "timestamp,open,high,low,close,volume\n2024-01-02,10,11,10,11,5\n2024-01-03,20,25,20,25,5\n2024-01-04,25,25,9,9,5\n2024-01-05,30,30,30,30,5\n";
    private readonly DataFolder folder = new();

    [Fact]
    public async Task An_import_stores_bars_that_the_served_app_gives_back_while_it_runs()
    {
        var data = Path.Combine(folder.Path, "data");
        await using var app = await TradingProcess.StartAsync(data);

        var imported = await RunAsync("import", Put("b.csv", Bars), "--market", "US", "--symbol", "spy", "--interval", "1d", "--data", data);

        Assert.Equal((0, ""), (imported.ExitCode, imported.Error));
        Assert.Contains("Imported 4 bars of US:SPY|1d", imported.Output, StringComparison.Ordinal);
        var bars = await app.Client.GetJsonAsync("/api/market/US/SPY/bars?interval=1d&from=2024-01-03&to=2024-01-05", TestContext.Current.CancellationToken);
        Assert.Equal([25.0, 9.0], bars.GetProperty("bars").EnumerateArray().Select(bar => bar.GetProperty("close").GetDouble()));
    }

    [Fact]
    public async Task A_simulation_has_the_same_history_in_every_process_whatever_dies_in_it()
    {
        var histories = new[] { Path.Combine(folder.Path, "one"), Path.Combine(folder.Path, "other") };

        var ended = await Task.WhenAll(histories.Select(history => RunAsync("simulate", "--from", "11", "--seeds", "6", "--history", history)));

        Assert.All(ended, process => Assert.Equal((0, ""), (process.ExitCode, process.Error)));
        Assert.All(ended, process => Assert.EndsWith("6 passed, 0 failed", process.Output.TrimEnd(), StringComparison.Ordinal));
        var written = histories.Select(File.ReadAllText).ToArray();
        Assert.Equal(written[0], written[1]);
        Assert.Matches("(?m)^[0-9.]+ functions dies$", written[0]);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Trading.Local.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private string Put(string name, string content)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, content);
        return path;
    }
}
