using Trading.Application.Backtests;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.SyntheticData;

namespace Trading.Application.Tests.Backtests;

public sealed class BacktestRunnerTests
{
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0.03, 0, false)]   // interest is a matter of the general engine
    [InlineData(0, 1, false)]      // so is latency
    public void A_run_that_is_cancelled_has_no_result_in_either_engine(double cashRate, int latency, bool isFast)
    {
        var strategy = new StrategyDocument(
            "Test", InstrumentId.Create(Market.US, "TEST"), Interval.OneMinute,
            new StrategyRules("close > sma(5)", "close < sma(5)", new Sizing(SizingKind.AllIn, WholeUnits: false)),
            TradingCosts.None with { CashRate = (decimal)cashRate, LatencyMilliseconds = latency });
        var request = new BacktestRequest(strategy, 10_000m, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        var data = new BacktestData([SyntheticBars.Minutes(100)], []);

        Assert.Equal(isFast, BacktestRunner.IsFast(request));
        Assert.Equal(100, BacktestRunner.Run(request, data, CancellationToken.None).Result.Bars);
        Assert.Throws<OperationCanceledException>(() => BacktestRunner.Run(request, data, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(Segment.Kospi, true)]
    [InlineData(Segment.UnitedStates, false)]   // brokers take fractions of a share there
    [InlineData(null, false)]
    public void Korean_shares_are_traded_whole_whatever_the_sizing_says(Segment? segment, bool whole)
    {
        var strategy = new StrategyDocument(
            "Test", InstrumentId.Create(segment is Segment.Kospi ? Market.KRX : Market.US, "TEST"), Interval.OneDay,
            new StrategyRules("close > 0", null, new Sizing(SizingKind.AllIn, WholeUnits: false)), TradingCosts.None)
        {
            Segment = segment,
        };
        var request = new BacktestRequest(strategy, 10_000m, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

        var run = BacktestRunner.Run(request, new BacktestData([SyntheticBars.Daily(1, 20, new DateOnly(2024, 1, 2))], []), TestContext.Current.CancellationToken);

        Assert.Equal(whole, double.IsInteger(run.Trades[0].Quantity));
    }
}
