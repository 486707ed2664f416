namespace Trading.Local.Tests.Commands;

/// <summary>What a command line can get wrong, without a process of its own.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("import", "x.csv")]
    [InlineData("import", "x.csv", "--market", "MARS", "--symbol", "SPY", "--interval", "1d")]
    [InlineData("import", "x.csv", "--market", "US", "--symbol", "S P Y", "--interval", "1d")]
    [InlineData("import", "x.csv", "--market", "US", "--symbol", "SPY", "--interval", "2w")]
    [InlineData("backtest", "--bars", "x.csv")]
    [InlineData("backtest", "--strategy")]
    [InlineData("optimize", "--strategy", "s.json", "--bars", "x.csv", "--param", "fast")]
    [InlineData("optimize", "--strategy", "s.json", "--bars", "x.csv", "--walk-forward", "9")]
    [InlineData("crash", "--kills", "0")]
    [InlineData("crash", "--seed", "x")]
    [InlineData("secrets", "set")]
    [InlineData("secrets", "set", "a b")]
    [InlineData("secrets", "set", "name", "value")]
    [InlineData("secrets", "list", "--keys", "")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        var ended = await CommandRun.RunAsync(arguments);

        Assert.Equal(2, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
    }

    [Theory]
    [InlineData("--colour", "red")]
    [InlineData("--port", "x")]
    [InlineData("--port", "65536")]
    [InlineData("--host", "0.0.0.0")]
    [InlineData("--host", "192.168.1.5")]
    [InlineData("--host", "example.com")]
    [InlineData("--seed", "1.5")]
    [InlineData("--data", "")]
    public async Task A_wrong_option_of_serving_is_usage(string option, string value)
    {
        var ended = await CommandRun.RunAsync(option, value);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(option, ended.Error, StringComparison.Ordinal);
        Assert.EndsWith("Try --help.", ended.Error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var ended = await CommandRun.RunAsync("--help");

        Assert.Equal(0, ended.ExitCode);
        Assert.All(["--port", "7071", "--data", ".data", "--host", "127.0.0.1", "--seed", "serve"], word => Assert.Contains(word, ended.Output, StringComparison.Ordinal));
    }
}
