using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;
using Trading.Quant.Strategies;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Backtests;

/// <summary>Expected values: the reference works W1, SPY and W3, on which numpy, backtrader, vectorbt and LEAN agree.</summary>
public sealed class SimulationReferenceTests
{
    private const double NineDecimals = 6e-10;

    [Theory]
    [InlineData(SimulationMode.Fast, false, 1_486_703.12306, 0.330078295, 0.207652872, 207_189.3224)]
    [InlineData(SimulationMode.Fast, true, 1_486_690.76856, 0.330056237, 0.207657485, 207_173.26144)]
    [InlineData(SimulationMode.Exact, false, 1_486_703.12306, 0.330078295, 0.207652872, 207_189.3224)]
    [InlineData(SimulationMode.Exact, true, 1_486_690.76856, 0.330056237, 0.207657485, 207_173.26144)]
    [Trait("Reference", "beside")]
    public void Spy_equals_the_reference(SimulationMode mode, bool wholeUnits, double finalEquity, double drawdown, double sharpe, double fees)
    {
        var result = Cross(Reference.Bars("data/us/SPY.1d.csv"), mode, wholeUnits, 252);

        Assert.Equal((5849, 203, 101, 41), Counts(result));
        Equal(result, finalEquity, drawdown, sharpe, 252, fees);
    }

    [Theory]
    [InlineData(SimulationMode.Fast, false, 1_177_975.40534, 0.436211383, 0.443665399, 33_776_098.8866)]
    [InlineData(SimulationMode.Fast, true, 1_177_954.08700, 0.436197168, 0.443640259, 33_773_934.5873)]
    [InlineData(SimulationMode.Exact, false, 1_177_975.40534, 0.436211383, 0.443665399, 33_776_098.8866)]
    [InlineData(SimulationMode.Exact, true, 1_177_954.08700, 0.436197168, 0.443640259, 33_773_934.5873)]
    public void A_million_minute_bars_equal_the_reference(
        SimulationMode mode, bool wholeUnits, double finalEquity, double drawdown, double sharpe, double fees)
    {
        var result = Cross(SyntheticBars.Minutes(1_000_000), mode, wholeUnits, 525_600);

        Assert.Equal((1_000_000, 27_071, 13_535, 4_064), Counts(result));
        Equal(result, finalEquity, drawdown, sharpe, 525_600, fees);
    }

    [Theory]
    [InlineData(SimulationMode.Fast)]
    [InlineData(SimulationMode.Exact)]
    public void A_rotation_among_500_symbols_equals_the_reference(SimulationMode mode)
    {
        SimulatedInstrument[] symbols = [.. Enumerable.Range(0, 500).Select(symbol => new SimulatedInstrument(
            InstrumentId.Create(Market.US, $"S{symbol:000}"), SyntheticBars.Daily(symbol, 2520, new DateOnly(2010, 1, 1))))];
        var settings = new SimulationSettings(1_000_000, new TradingCosts(0.001m, 0), 252) { Mode = mode };

        var result = Simulation.Run(symbols, new MomentumRotation(lookback: 126, every: 21, count: 50, invested: 0.99), settings, TestContext.Current.CancellationToken);

        Assert.Equal((7_885, 113, 0), (result.Fills.Count, result.Fills.DistinctBy(fill => fill.Time).Count(), result.OrdersUnfilled));
        Assert.Equal(16_621.51253, result.FinalCash, 0.005);   // to the cent: booked units end at the eighth decimal
        Equal(result, 1_758_809.00239, 0.068750031, 1.347993356, 252, 121_316.89618);
    }

    private static SimulationResult Cross(BarSeries bars, SimulationMode mode, bool wholeUnits, double periodsPerYear) => Simulation.Run(
        [new SimulatedInstrument(InstrumentId.Create(Market.US, "SPY"), bars)],
        RuleStrategy.Create(new StrategyRules(
            "sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)", new Sizing(SizingKind.AllIn, wholeUnits))),
        new SimulationSettings(1_000_000, new TradingCosts(0.001m, 0), periodsPerYear) { Mode = mode }, TestContext.Current.CancellationToken);

    private static (int Bars, int Fills, int Closed, int Winners) Counts(SimulationResult result) => (
        result.Equity.Count, result.Fills.Count, result.Trades.Count(trade => trade.ExitTime is not null), result.Trades.Count(trade => trade.Profit > 0));

    private static void Equal(SimulationResult result, double finalEquity, double drawdown, double sharpe, double periodsPerYear, double fees)
    {
        var metrics = new PerformanceMetrics(result.InitialCash);
        foreach (var value in result.Equity)
            metrics.Add(value);
        Near(finalEquity, result.FinalEquity);
        Assert.Equal(drawdown, metrics.MaxDrawdown, NineDecimals);
        Assert.Equal(sharpe, metrics.Sharpe(periodsPerYear), NineDecimals);
        Near(fees, result.Commissions);
    }

    private static void Near(double expected, double actual) => Assert.InRange(actual / expected, 1 - 1e-9, 1 + 1e-9);
}
