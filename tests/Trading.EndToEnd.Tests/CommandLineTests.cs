using System.Diagnostics;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>The program's commands as a person types them.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Strategy = """{"entry":"close > 10.5","exit":"close < 10","sizing":{"kind":"allIn"}}""";
    private const string Bars = "timestamp,open,high,low,close,volume\n2024-01-02,10,11,10,11,5\n2024-01-03,20,25,20,25,5\n2024-01-04,25,25,9,9,5\n2024-01-05,30,30,30,30,5\n";
    private readonly DataFolder folder = new();

    [Fact]
    public async Task A_backtest_prints_a_table_or_json_and_writes_a_report()
    {
        var (strategy, bars, report) = (Put("s.json", Strategy), Put("TEST.1d.csv", Bars), Path.Combine(folder.Path, "r.html"));

        var table = await RunAsync("backtest", "--strategy", strategy, "--bars", bars, "--report", report);
        var json = await RunAsync("backtest", "--strategy", strategy, "--bars", bars, "--json");

        Assert.Equal((0, 0), (table.ExitCode, json.ExitCode));
        Assert.Contains("1,500,000.00", table.Output, StringComparison.Ordinal);   // 50,000 units bought at 20 and sold at 30
        var result = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal((1, 1, 1_500_000.0), (result.GetProperty("buys").GetInt32(), result.GetProperty("sells").GetInt32(), result.GetProperty("finalEquity").GetDouble()));
        var html = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);   // nothing is loaded from elsewhere
        Assert.Contains("\"finalEquity\":1500000", html, StringComparison.Ordinal);
        Assert.Equal(64, result.GetProperty("pins").GetProperty("result").GetString()!.Length);
    }

    [Theory]
    [InlineData("""{"entry":"close >> 1"}""", Bars, "strategy.entry: At 8")]
    [InlineData("[]", Bars, "can't be read")]
    [InlineData("""{"entri":"close > 1"}""", Bars, "can't be read")]
    [InlineData(Strategy, "timestamp,open,high,low,close,volume\n2024-01-02,1,x,1,1,1\n", "line 2: high is 'x'")]
    public async Task What_cannot_be_tested_ends_with_1_and_says_why(string strategy, string bars, string message)
    {
        var ended = await RunAsync("backtest", "--strategy", Put("s.json", strategy), "--bars", Put("b.csv", bars), "--report", Path.Combine(folder.Path, "r.html"));

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "r.html")));
    }

    [Fact]
    public async Task A_search_prints_the_best_as_a_table_or_json_and_writes_every_trial()
    {
        var strategy = Put("s.json", """{"entry":"close > $level","exit":"close < 10"}""");
        var (bars, trials) = (Put("TEST.1d.csv", Bars), Path.Combine(folder.Path, "trials.csv"));

        var table = await RunAsync("optimize", "--strategy", strategy, "--bars", bars, "--param", "level=10.5:26.5:8", "--score", "finalEquity", "--csv", trials);
        var json = await RunAsync("optimize", "--strategy", strategy, "--bars", bars, "--param", "level=10.5:26.5:8", "--score", "finalEquity", "--json");

        // At 10.5 and 18.5 the closes 11 and 25 ask to buy: 50,000 units at 20, or 40,000 at 25; at 26.5 only the last bar's does.
        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.Contains("1,500,000.00", table.Output, StringComparison.Ordinal);
        var result = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(
            [(10.5, 1_500_000.0), (18.5, 1_200_000.0), (26.5, 1_000_000.0)],
            result.GetProperty("top").EnumerateArray().Select(trial => (
                trial.GetProperty("parameters").GetProperty("level").GetDouble(), trial.GetProperty("result").GetProperty("finalEquity").GetDouble())));
        Assert.Equal(4, (await File.ReadAllLinesAsync(trials, TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("level=1:2", "has no step; a grid needs one")]
    [InlineData("levle=1:2:1", "the rules use $level, for which there are no values")]
    public async Task A_search_that_cannot_be_made_ends_with_1_and_says_why(string parameter, string message)
    {
        var ended = await RunAsync(
            "optimize", "--strategy", Put("s.json", """{"entry":"close > $level"}"""), "--bars", Put("b.csv", Bars), "--param", parameter);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_screen_prints_the_symbols_found_as_a_table_csv_or_json()
    {
        Put("UP.1d.csv", Bars);
        Put("DOWN.1d.csv", Bars.Replace("30,30,30,30,5", "8,8,8,8,5", StringComparison.Ordinal));

        var table = await RunAsync("screen", "close > close[1]", "--bars", folder.Path, "--rank", "close");
        var csv = await RunAsync("screen", "close > close[1]", "--bars", folder.Path, "--csv");
        var json = await RunAsync("screen", "close > close[1]", "--bars", folder.Path, "--json", "--at", "2024-01-03");
        var wrong = await RunAsync("screen", "close >", "--bars", folder.Path);

        Assert.Equal((0, "", 0, 0), (table.ExitCode, table.Error, csv.ExitCode, json.ExitCode));
        Assert.Matches(@"(?m)^1 of 2 symbols, newest bar 2024-01-05$", table.Output);
        Assert.Matches(@"(?m)^UP +2024-01-05 +30 +30 +9$", table.Output);
        Assert.Equal("symbol,timestamp,close,close[1]\nUP,2024-01-05,30,9\n", csv.Output.ReplaceLineEndings("\n"));
        Assert.Equal(2, JsonDocument.Parse(json.Output).RootElement.GetProperty("matched").GetInt32());
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("conditions[0]: At 8", wrong.Error, StringComparison.Ordinal);
    }

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

    [Theory]
    [InlineData("--seeds", "0", "--seeds is 0; expected 1 or more.")]
    [InlineData("--from", "-1", "--from is -1; expected 0 or more.")]
    [InlineData("--minutes", "x", "x")]
    public async Task A_wrong_option_of_simulate_ends_with_2_and_says_what_was_expected(string option, string value, string message)
    {
        var ended = await RunAsync("simulate", option, value);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_file_ends_with_1_and_stores_nothing()
    {
        var data = Path.Combine(folder.Path, "data");

        var refused = await RunAsync("import", Put("b.csv", Bars + "2024-01-08,1,1,1,1\n"), "--market", "US", "--symbol", "SPY", "--interval", "1d", "--data", data);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("line 6: 5 fields; expected 6", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", "x.csv")]
    [InlineData("import", "x.csv", "--market", "MARS", "--symbol", "SPY", "--interval", "1d")]
    [InlineData("import", "x.csv", "--market", "US", "--symbol", "S P Y", "--interval", "1d")]
    [InlineData("import", "x.csv", "--market", "US", "--symbol", "SPY", "--interval", "2w")]
    [InlineData("backtest", "--bars", "x.csv")]
    [InlineData("backtest", "--strategy")]
    [InlineData("optimize", "--strategy", "s.json", "--bars", "x.csv", "--param", "fast")]
    [InlineData("optimize", "--strategy", "s.json", "--bars", "x.csv", "--walk-forward", "9")]
    [InlineData("secrets", "set")]
    [InlineData("secrets", "set", "a b")]
    [InlineData("secrets", "set", "name", "value")]
    [InlineData("secrets", "list", "--keys", "")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        var ended = await RunAsync(arguments);

        Assert.Equal(2, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
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
