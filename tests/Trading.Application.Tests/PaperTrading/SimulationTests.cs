using Microsoft.Extensions.DependencyInjection;
using Trading.Application.PaperTrading;
using Trading.Application.Risk;
using Trading.Application.Simulations;
using Trading.Application.Strategies;
using Trading.Domain.MarketData;
using Trading.Domain.PaperTrading;
using Trading.Domain.Risk;
using Trading.Domain.Values;
using Trading.Quant.SyntheticData;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>A simulation goes through the whole platform and says how that compares with a back-test over the same bars.</summary>
public sealed class SimulationTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DeploymentId Id = new("deployment-1");

    [Fact]
    [Trait("Reference", "beside")]
    public async Task The_reference_strategy_comes_to_what_independent_engines_agree_on_and_nothing_differs_from_its_back_test()
    {
        var done = await SimulateAsync(new Bench { Stores = { Bars = Spy.Bars() } }, Spy.Cross(new ReplayDraft()));

        Assert.Equal((5849, 102, 101), (done.Run.Result.Bars, done.Run.Result.Buys, done.Run.Result.Sells));
        Assert.Equal(1_486_703.12, done.Run.Result.FinalEquity, 0.01);
        Assert.Equal(207_189.32, done.Run.Result.FeesPaid, 0.01);
        Assert.Equal((203, 203, 203, 203, 203), (done.Parity.SignalsExpected, done.Parity.SignalsRaised, done.Parity.SignalsMatched, done.Parity.FillsExpected, done.Parity.FillsEqual));
        Assert.Empty(done.Parity.Differences);
        Assert.Equal((1, true), (done.Parity.SignalMatch, done.Parity.Holds));
        var report = GetSimulationsHandler.Report(done, Cancel);
        Assert.Equal(5849, report.Run.Bars);
    }

    [Fact]
    public async Task Every_strategy_matches_its_back_test_whatever_its_costs_and_sizes()
    {
        foreach (var (entry, exit, wholeUnits) in new[]
        {
            ("close > sma(3)", "close < sma(3)", false), ("rsi(5) < 40", "rsi(5) > 60", true), ("close > open", "close < open", true), ("close > 0", "close < 0", false),
        })
        {
            var bench = new Bench { Stores = { Bars = Generated() } };
            var done = await SimulateAsync(bench, Draft(entry, exit, wholeUnits));

            Assert.True(done.Parity is { SignalMatch: 1, Holds: true }, $"{entry}: {done.Parity} {string.Join("; ", done.Parity.Differences)}");
            Assert.True(done.Parity.FillsExpected > 0, entry);
            Assert.Equal(done.Parity.FinalEquityExpected, done.Run.Result.FinalEquity, 1.0);
        }
    }

    [Fact]
    public async Task Orders_that_a_limit_denies_are_named_as_the_cause_and_what_follows_as_following()
    {
        var bench = new Bench { Stores = { Bars = Generated() } };
        // The account starts with 100,000 and buys for all of it, so the first order above the limit is denied.
        bench.Stores.Limits[new RiskScope.OfUser()] = RiskLimits.None with { MaxOrderValue = new Money(99_000) };

        var done = await SimulateAsync(bench, Draft("close > sma(3)", "close < sma(3)", wholeUnits: false));

        var first = done.Parity.Differences[0];
        Assert.Equal(("fill", ParityCause.RiskDenied), (first.What, first.Cause));
        Assert.StartsWith("order-value", first.Detail, StringComparison.Ordinal);
        Assert.True(done.Parity.Holds);
        Assert.True(done.Parity.FillsEqual < done.Parity.FillsExpected);
    }

    [Fact]
    public async Task A_bar_that_was_put_in_afterwards_and_a_fill_at_another_price_do_not_go_unnoticed()
    {
        var bench = new Bench { Stores = { Bars = Generated() } };
        await SimulateAsync(bench, Draft("close > sma(3)", "close < sma(3)", wholeUnits: false));
        var bars = Enumerable.Range(0, bench.Stores.Bars.Count).Select(i => bench.Stores.Bars[i]).ToList();

        // Every price doubled from the hundredth bar on: signals are those of before but at the step, prices are not.
        bench.Stores.Bars = BarSeries.FromBars([.. bars.Select((bar, i) => i < 100 ? bar : new Bar(bar.Time, bar.Open * 2, bar.High * 2, bar.Low * 2, bar.Close * 2, bar.Volume))]);
        var changed = await FindAsync(bench);
        Assert.False(changed.Parity.Holds);

        bench.Stores.Bars = BarSeries.FromBars([.. bars.Where((_, i) => i != 50)]);
        var missing = await FindAsync(bench);
        Assert.Contains(missing.Parity.Differences, difference => difference.Cause is ParityCause.BarsChanged);
    }

    private static async Task<Simulation> SimulateAsync(Bench bench, DeploymentDraft draft)
    {
        await bench.StartAsync(draft);
        await bench.RunAsync();
        return await FindAsync(bench);
    }

    private static async Task<Simulation> FindAsync(Bench bench) =>
        (await bench.Services.GetRequiredService<GetSimulationsHandler>().RunAsync(Bench.User, Id, Cancel))!;

    private static BarSeries Generated() => SyntheticBars.Daily(symbol: 7, 400, new DateOnly(2010, 1, 4));

    private static DeploymentDraft Draft(string entry, string exit, bool wholeUnits) => new(
        Name: "One", Market: "US", Symbols: ["SPY"], Interval: "1d", Strategy: new StrategyDraft(entry, exit, new SizingDraft("allIn", wholeUnits)),
        Costs: new CostsDraft(CommissionRate: 0.001m, SlippageRate: 0.0005m), InitialCash: 100_000, Replay: new ReplayDraft());
}
