using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trading.Local.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_sound_strategy_passes_every_check_and_ends_with_0()
    {
        var ended = await CommandRun.RunAsync("check", "--strategy", Strategy("close > sma(20)"), "--bars", Bars());

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(
            ["unreachable-rule passed", "missing-data     passed", "warm-up          passed", "look-ahead       passed"], ended.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task What_is_found_is_told_in_words_or_as_json_and_ends_with_1()
    {
        var (strategy, bars) = (Strategy("rsi(14) > 100 and close > ema(150)"), Bars());

        var text = await CommandRun.RunAsync("check", "--strategy", strategy, "--bars", bars);
        var json = await CommandRun.RunAsync("check", "--strategy", strategy, "--bars", bars, "--json");

        Assert.Equal(1, text.ExitCode);
        Assert.Contains("unreachable-rule failed\n  entry: ", text.Output, StringComparison.Ordinal);
        Assert.Contains("\nwarm-up          warning\n  US:WAVE: ema(150) is ", text.Output, StringComparison.Ordinal);
        using var checks = JsonDocument.Parse(json.Output);
        Assert.Equal(
            ["failed", "passed", "warning", "passed"],
            checks.RootElement.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task A_strategy_that_can_not_be_read_is_refused_by_field()
    {
        var ended = await CommandRun.RunAsync("check", "--strategy", Strategy("clsoe > 1"), "--bars", Bars());

        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("  strategy.entry: At 1: found 'clsoe'", ended.Error, StringComparison.Ordinal);
    }

    private string Strategy(string entry)
    {
        var path = Path.Combine(folder.FullName, "strategy.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { entry, exit = "close < sma(20)" }));
        return path;
    }

    private string Bars()
    {
        var text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (var day = 0; day < 400; day++)
        {
            var close = 100 + (10 * Math.Sin(day / 15.0)) + (day / 20.0);
            text.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2015, 1, 1).AddDays(day):yyyy-MM-dd},{close:F2},{close + 1:F2},{close - 1:F2},{close:F2},1000\n");
        }

        var path = Path.Combine(folder.FullName, "WAVE.1d.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
