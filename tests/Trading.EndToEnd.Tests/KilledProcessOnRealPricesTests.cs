namespace Trading.EndToEnd.Tests;

/// <summary>A killed program on the prices of SPY, where independent engines agree on the result.</summary>
public sealed class KilledProcessOnRealPricesTests(ITestOutputHelper log) : KilledProcess(log)
{
    [Fact]
    [Trait("Reference", "beside")]
    public Task A_killed_program_trades_the_real_SPY_to_the_known_result()
    {
        var path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "shared", "data", "us", "SPY.1d.csv"));
        Assert.SkipUnless(File.Exists(path), $"The real prices are not at {path}.");

        return TradeAsync(
            "SPY", File.ReadAllText(path), "sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)", expected: (102, 101, 1_486_703.12306));
    }
}
