namespace Trading.Local.Tests.Commands;

public sealed class RuleCommandTests : IDisposable
{
    private const string Days = "timestamp,open,high,low,close,volume\n2024-01-02,1,1,1,1,5\n2024-01-03,2,2,2,2,5\n2024-01-05,4,4,4,4,5\n";
    private readonly string file = Path.GetTempFileName();

    public RuleCommandTests() => File.WriteAllText(file, Days);

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_rule_is_printed_in_canonical_form()
    {
        var ended = await CommandRun.RunAsync("rule", "check", "RSI<30 AND (Close>Sma(50))  # cheap");

        Assert.Equal((0, "rsi(14) < 30 and close > sma(50)\n", ""), ended);
    }

    [Fact]
    public async Task A_rule_that_can_never_hold_is_one_and_worth_a_look()
    {
        var ended = await CommandRun.RunAsync("rule", "check", "rsi > 100");

        Assert.Equal((0, "rsi(14) > 100\n"), (ended.ExitCode, ended.Output));
        Assert.Contains("can never hold", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_has_a_caret_under_it_in_its_line()
    {
        var ended = await CommandRun.RunAsync("rule", "check", "clsoe > 1\nand rsi(14) = 30");

        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        var lines = ended.Error.TrimEnd().Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.Equal(("clsoe > 1", "^"), (lines[0], lines[1]));
        Assert.StartsWith("At 1: found 'clsoe'", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("did you mean 'close'?", lines[2], StringComparison.Ordinal);
        Assert.Equal(("and rsi(14) = 30", "            ^"), (lines[3], lines[4]));
        Assert.StartsWith("At 23: found '='", lines[5], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("close >")]
    [InlineData("close\t>\t1 )")]
    public async Task What_ends_too_early_or_too_late_has_its_caret_too(string text)
    {
        var ended = await CommandRun.RunAsync("rule", "check", text);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("^", ended.Error, StringComparison.Ordinal);
        Assert.Contains("At ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_explained_at_the_last_bar_that_is_not_later()
    {
        var ended = await CommandRun.RunAsync("rule", "explain", "close > 1.5 and (close > 3 or sma(3) > 1)", "--bars", file, "--at", "2024-01-04");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(
            """
            close > 1.5 and (close > 3 or sma(3) > 1)
            is not known at 2024-01-03
            is not known   and
            holds            close = 2, needs > 1.5, holds by 0.5 (33.3333%)
            is not known     or
            does not hold      close = 2, needs > 3, off by 1 (33.3333%)
            is not known       sma(3) = not known, needs > 1

            """.ReplaceLineEndings("\n"),
            ended.Output);
    }

    [Theory]
    [InlineData("2024-01-01", "before the first bar")]
    [InlineData("yesterday", "--at is 'yesterday'")]
    public async Task A_bar_that_is_not_there_ends_with_1(string at, string message)
    {
        var ended = await CommandRun.RunAsync("rule", "explain", "close > 1", "--bars", file, "--at", at);

        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rule")]
    [InlineData("rule", "check")]
    [InlineData("rule", "explain", "close > 1")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        var ended = await CommandRun.RunAsync(arguments);

        Assert.Equal(2, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
    }
}
