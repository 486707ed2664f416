namespace Trading.Local.Tests.Commands;

public sealed class IndicatorCommandTests : IDisposable
{
    private const string Days = "timestamp,open,high,low,close,volume\n2024-01-02,1,1,1,1,5\n2024-01-03,2,2,2,2,5\n2024-01-04,4,4,4,4,5\n";
    private readonly string folder = Directory.CreateTempSubdirectory("indicator-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("sma(2)", "timestamp,sma\n2024-01-02,\n2024-01-03,1.5\n2024-01-04,3\n")]
    [InlineData("close * 0.1", "timestamp,value\n2024-01-02,0.1\n2024-01-03,0.2\n2024-01-04,0.4\n")]
    [InlineData("donchian(2).lower", "timestamp,lower\n2024-01-02,\n2024-01-03,1\n2024-01-04,2\n")]
    public async Task It_prints_a_line_a_bar_empty_while_warming_up(string call, string csv)
    {
        var ended = await CommandRun.RunAsync("indicator", call, "--bars", Put("bars.csv", Days));

        Assert.Equal((0, csv, ""), ended);
    }

    [Theory]
    [InlineData("bars.csv")]
    [InlineData("SPY.5m.csv")]
    public async Task Times_within_a_session_need_no_name_that_tells_the_interval(string name)
    {
        var file = Put(name, "timestamp,open,high,low,close,volume\n2024-01-02T14:30:00Z,1,1,1,1,5\n2024-01-02T14:35:00Z,2,2,2,2,5\n");

        var ended = await CommandRun.RunAsync("indicator", "close[1]", "--bars", file);

        Assert.Equal((0, "timestamp,value\n2024-01-02T14:30:00Z,\n2024-01-02T14:35:00Z,1\n", ""), ended);
    }

    [Theory]
    [InlineData("smaa(2) + clsoe", "smaa(2) + clsoe\n^         ^\nAt 1: ")]
    [InlineData("sma(0)", "sma(0)\n    ^\nAt 5: ")]
    [InlineData("SPY: close", "SPY")]
    [InlineData("close < 1", "At ")]
    public async Task A_call_that_cannot_be_computed_ends_with_1_and_every_reason(string call, string message)
    {
        var ended = await CommandRun.RunAsync("indicator", call, "--bars", Put("bars.csv", Days));

        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_row_ends_with_1_and_its_line()
    {
        var ended = await CommandRun.RunAsync("indicator", "close", "--bars", Put("bars.csv", Days + "2024-01-05,1,x,1,1,1\n"));

        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("line 5: high is 'x'", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_1()
    {
        var ended = await CommandRun.RunAsync("indicator", "close", "--bars", Path.Combine(folder, "none.csv"));

        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith("There is no file", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_is_listed_and_shown()
    {
        var list = await CommandRun.RunAsync("indicator", "list");
        var show = await CommandRun.RunAsync("indicator", "show", "SAR");
        var unknown = await CommandRun.RunAsync("indicator", "show", "nothing");

        Assert.Equal((0, 0, 1), (list.ExitCode, show.ExitCode, unknown.ExitCode));
        Assert.Contains("  macd(12, 26, 9)", list.Output, StringComparison.Ordinal);
        Assert.StartsWith("psar(0.02, 0.2): ", show.Output, StringComparison.Ordinal);
        Assert.Contains("Wilder", show.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("indicator")]
    [InlineData("indicator", "close")]
    [InlineData("indicator", "--bars", "x.csv")]
    [InlineData("indicator", "show")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        var ended = await CommandRun.RunAsync(arguments);

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.NotEmpty(ended.Error);
    }

    private string Put(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
