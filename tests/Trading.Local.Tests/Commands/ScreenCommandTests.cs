using System.Text.Json;

namespace Trading.Local.Tests.Commands;

public sealed class ScreenCommandTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_screen_prints_the_symbols_found_as_a_table_csv_or_json()
    {
        folder.Put("UP.1d.csv", CommandFolder.Bars);
        folder.Put("DOWN.1d.csv", CommandFolder.Bars.Replace("30,30,30,30,5", "8,8,8,8,5", StringComparison.Ordinal));

        var table = await CommandRun.RunAsync("screen", "close > close[1]", "--bars", folder.Path, "--rank", "close");
        var csv = await CommandRun.RunAsync("screen", "close > close[1]", "--bars", folder.Path, "--csv");
        var json = await CommandRun.RunAsync("screen", "close > close[1]", "--bars", folder.Path, "--json", "--at", "2024-01-03");
        var wrong = await CommandRun.RunAsync("screen", "close >", "--bars", folder.Path);

        Assert.Equal((0, "", 0, 0), (table.ExitCode, table.Error, csv.ExitCode, json.ExitCode));
        Assert.Matches(@"(?m)^1 of 2 symbols, newest bar 2024-01-05$", table.Output);
        Assert.Matches(@"(?m)^UP +2024-01-05 +30 +30 +9$", table.Output);
        Assert.Equal("symbol,timestamp,close,close[1]\nUP,2024-01-05,30,9\n", csv.Output.ReplaceLineEndings("\n"));
        Assert.Equal(2, JsonDocument.Parse(json.Output).RootElement.GetProperty("matched").GetInt32());
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("conditions[0]: At 8", wrong.Error, StringComparison.Ordinal);
    }
}
