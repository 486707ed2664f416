using System.Text.Json;

namespace Trading.Local.Tests.Commands;

public sealed class BacktestCommandTests : IDisposable
{
    private const string Strategy = """{"entry":"close > 10.5","exit":"close < 10","sizing":{"kind":"allIn"}}""";
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backtest_prints_a_table_or_json_and_writes_a_report()
    {
        var (strategy, bars, report) = (folder.Put("s.json", Strategy), folder.Put("TEST.1d.csv", CommandFolder.Bars), Path.Combine(folder.Path, "r.html"));

        var table = await CommandRun.RunAsync("backtest", "--strategy", strategy, "--bars", bars, "--report", report);
        var json = await CommandRun.RunAsync("backtest", "--strategy", strategy, "--bars", bars, "--json");

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
    [InlineData("""{"entry":"close >> 1"}""", CommandFolder.Bars, "strategy.entry: At 8")]
    [InlineData("[]", CommandFolder.Bars, "can't be read")]
    [InlineData("""{"entri":"close > 1"}""", CommandFolder.Bars, "can't be read")]
    [InlineData(Strategy, "timestamp,open,high,low,close,volume\n2024-01-02,1,x,1,1,1\n", "line 2: high is 'x'")]
    public async Task What_cannot_be_tested_ends_with_1_and_says_why(string strategy, string bars, string message)
    {
        var ended = await CommandRun.RunAsync("backtest", "--strategy", folder.Put("s.json", strategy), "--bars", folder.Put("b.csv", bars), "--report", Path.Combine(folder.Path, "r.html"));

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "r.html")));
    }
}
