using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trading.Local.Tests.Commands;

public sealed class TemplateCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Templates_are_listed_a_line_each_and_explained_by_their_id()
    {
        var list = await CommandRun.RunAsync("template", "list");
        var shown = await CommandRun.RunAsync("template", "show", "Supertrend");
        var unknown = await CommandRun.RunAsync("template", "show", "none");

        Assert.Equal((0, 14, ""), (list.ExitCode, list.Output.TrimEnd().Split('\n').Length, list.Error));
        Assert.Equal(0, shown.ExitCode);
        Assert.StartsWith("# Supertrend\n", shown.Output, StringComparison.Ordinal);
        Assert.Equal((1, "There is no template 'none'; 'template list' lists them.\n"), (unknown.ExitCode, unknown.Error));
    }

    [Fact]
    public async Task A_template_runs_on_a_file_and_gives_the_same_as_its_printed_back_test()
    {
        var (bars, written) = (Wave("WAVE.1d.csv"), Path.Combine(folder.FullName, "supertrend.json"));
        await File.WriteAllTextAsync(
            written, (await CommandRun.RunAsync("template", "show", "supertrend", "--json")).Output.Replace("SPY", "WAVE", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var direct = await CommandRun.RunAsync("backtest", "--template", "supertrend", "--bars", bars, "--json");
        var byFile = await CommandRun.RunAsync("backtest", "--strategy", written, "--bars", bars, "--json");

        Assert.Equal((0, ""), (direct.ExitCode, direct.Error));
        Assert.Equal(direct.Output, byFile.Output);
        Assert.True(JsonDocument.Parse(direct.Output).RootElement.GetProperty("buys").GetInt32() > 0);
    }

    [Fact]
    public async Task A_template_that_chooses_among_several_takes_every_file()
    {
        var ended = await CommandRun.RunAsync(
            "backtest", "--template", "relative-strength-rotation", "--bars", Wave("AAA.1d.csv"), Wave("BBB.1d.csv", phase: 2), Wave("CCC.1d.csv", phase: 4));

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.StartsWith("Relative-strength rotation: US:AAA and 2 more 1d", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_runs_on_the_market_asked_for_and_a_strategy_file_names_its_own()
    {
        var bars = Wave("005930.1d.csv");

        var korean = await CommandRun.RunAsync("backtest", "--template", "supertrend", "--market", "KRX", "--bars", bars);
        var unknown = await CommandRun.RunAsync("backtest", "--template", "supertrend", "--market", "MARS", "--bars", bars);
        var file = await CommandRun.RunAsync("backtest", "--strategy", bars, "--market", "KRX", "--bars", bars);

        Assert.StartsWith("Supertrend: KRX:005930 1d", korean.Output, StringComparison.Ordinal);
        Assert.Equal((1, 2), (unknown.ExitCode, file.ExitCode));
        Assert.Contains("market is 'MARS'", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("--market belongs to --template", file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_back_test_needs_a_strategy_or_a_template_and_not_both()
    {
        var bars = Wave("WAVE.1d.csv");

        var neither = await CommandRun.RunAsync("backtest", "--bars", bars);
        var both = await CommandRun.RunAsync("backtest", "--strategy", bars, "--template", "supertrend", "--bars", bars);
        var unknown = await CommandRun.RunAsync("backtest", "--template", "none", "--bars", bars);
        var nameless = await CommandRun.RunAsync("backtest", "--template", "supertrend", "--bars", Wave("$.1d.csv"));

        Assert.Equal((2, 2, 1, 1), (neither.ExitCode, both.ExitCode, unknown.ExitCode, nameless.ExitCode));
        Assert.Contains("either --strategy or --template", neither.Error, StringComparison.Ordinal);
        Assert.Contains("'none'", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("symbol is '$'", nameless.Error, StringComparison.Ordinal);
    }

    private string Wave(string name, double phase = 0)
    {
        var csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (var i = 0; i < 600; i++)
        {
            var price = 100 + (i * 0.05) + (20 * Math.Sin((i / 40.0) + phase));
            csv.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2020, 1, 1).AddDays(i):yyyy-MM-dd},{price},{price + 1},{price - 1},{price},1000\n");
        }

        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, csv.ToString());
        return file;
    }
}
