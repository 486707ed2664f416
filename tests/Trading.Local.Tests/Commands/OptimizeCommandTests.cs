using System.Text.Json;

namespace Trading.Local.Tests.Commands;

public sealed class OptimizeCommandTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_search_prints_the_best_as_a_table_or_json_and_writes_every_trial()
    {
        var strategy = folder.Put("s.json", """{"entry":"close > $level","exit":"close < 10"}""");
        var (bars, trials) = (folder.Put("TEST.1d.csv", CommandFolder.Bars), Path.Combine(folder.Path, "trials.csv"));

        var table = await CommandRun.RunAsync("optimize", "--strategy", strategy, "--bars", bars, "--param", "level=10.5:26.5:8", "--score", "finalEquity", "--csv", trials);
        var json = await CommandRun.RunAsync("optimize", "--strategy", strategy, "--bars", bars, "--param", "level=10.5:26.5:8", "--score", "finalEquity", "--json");

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
        var ended = await CommandRun.RunAsync(
            "optimize", "--strategy", folder.Put("s.json", """{"entry":"close > $level"}"""), "--bars", folder.Put("b.csv", CommandFolder.Bars), "--param", parameter);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }
}
