using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Backtests;

public sealed class SimulationPropertyTests
{
    private const double Slippage = 0.001;

    private static readonly SimulationSettings Settings = new(100_000, new TradingCosts(0.001m, (decimal)Slippage)
    {
        CommissionPerUnit = 0.01m,
        CommissionMinimum = 1,
        MaxVolumeShare = 0.5m,
        BorrowRate = 0.03m,
        CashRate = 0.02m,
        MarginRate = 0.05m,
    }, 252)
    {
        MaxLeverage = 1.5m,
    };

    [Fact]
    public void Random_trading_keeps_every_promise_and_is_the_same_in_double_and_in_the_books()
    {
        var calls = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var market = RandomTrader.Market(seed);
            // A margin that is called as soon as credit is used.
            var settings = seed % 2 == 0 ? Settings : Settings with { Costs = Settings.Costs with { MaintenanceMargin = new MaintenanceMargin(1, 1) } };

            var fast = Simulation.Run(market, new RandomTrader(seed), settings, TestContext.Current.CancellationToken);
            var exact = Simulation.Run(market, new RandomTrader(seed), settings with { Mode = SimulationMode.Exact }, TestContext.Current.CancellationToken);
            calls += fast.MarginCalls;

            Assert.True(fast.Fills.Count > 50, $"seed {seed} trades {fast.Fills.Count} times");
            CheckFills(seed, market, fast);
            CheckProfits(seed, market, fast);
            Assert.True(fast.Fills.Select(Key).SequenceEqual(exact.Fills.Select(Key)), $"seed {seed}: other fills in the books");
            for (var i = 0; i < fast.Equity.Count; i++)
                Assert.True(Math.Abs(fast.Equity[i] - exact.Equity[i]) <= 1e-6 * Math.Abs(fast.Equity[i]), $"seed {seed}, bar {i}: {fast.Equity[i]} and {exact.Equity[i]}");
        }

        Assert.InRange(calls, 10, 10_000);
    }

    [Theory]
    [InlineData("sma(5) crosses above ema(20)", "rsi(14) > 60", false)]
    [InlineData("rsi(7) < 30", "rsi(7) > 55", true)]
    [InlineData("close > sma(20)", null, false)]
    public void Rules_trade_as_in_the_engine_of_one_instrument(string entry, string? exit, bool wholeUnits)
    {
        var bars = SyntheticBars.Minutes(20_000);
        var rules = new StrategyRules(entry, exit, new Sizing(SizingKind.AllIn, wholeUnits));
        var single = new PlainBacktest(rules, new BacktestSettings(100_000, 0.001, Slippage, wholeUnits, 252));
        var equity = new double[bars.Count];
        single.Run(bars, equity);

        var strategy = RuleStrategy.Create(rules);
        var general = Simulation.Run([Script.Us(bars)], strategy, new SimulationSettings(100_000, new TradingCosts(0.001m, (decimal)Slippage), 252), TestContext.Current.CancellationToken);

        Assert.Equal(
            (single.Result.EntrySignals, single.Result.ExitSignals, single.Trades.Count), (strategy.EntrySignals, strategy.ExitSignals, general.Trades.Count));
        for (var i = 0; i < equity.Length; i++)
            Assert.True(Math.Abs(equity[i] - general.Equity[i]) <= 1e-10 * equity[i], $"bar {i}: {equity[i]} and {general.Equity[i]}");
    }

    [Fact]
    public void A_bar_costs_no_memory_but_its_point_of_the_equity()
    {
        var bars = SyntheticBars.Minutes(40_000);
        long Allocated(int count) => Allocation.Of(_ => Simulation.Run(
            [Script.Us(bars.Slice(0, count))], new Script((0, static (in StrategyContext context) => context.Buy(0, TradeSize.AllCash))), Script.NoCosts, TestContext.Current.CancellationToken));

        Assert.InRange(Allocated(40_000) - Allocated(20_000), 0, 20_000 * 16 + 4_096);   // a time and an equity
    }

    private static (long, int, int, Side) Key(SimulatedFill fill) => (fill.Time, fill.Instrument, fill.Order, fill.Side);

    private static void CheckFills(int seed, SimulatedInstrument[] market, SimulationResult result)
    {
        var given = result.Orders.ToDictionary(order => order.Id, order => order.Time);
        foreach (var fill in result.Fills)
        {
            var bars = market[fill.Instrument].Bars;
            var bar = bars[bars.IndexAtOrAfter(new DateTimeOffset(fill.Time, TimeSpan.Zero))];
            var what = $"seed {seed}: {fill} in {bar}";
            Assert.True(bar.Time.UtcTicks == fill.Time, what);
            Assert.True(fill.Price >= bar.Low * (1 - Slippage - 1e-12) && fill.Price <= bar.High * (1 + Slippage + 1e-12), what);
            Assert.True(fill.Order == 0 ? fill.Tag == "delisted" : fill.Time > given[fill.Order], what);
            Assert.True(fill.Tag == "delisted" || fill.Units <= (0.5 * bar.Volume) + 1e-9, what);
        }
    }

    private static void CheckProfits(int seed, SimulatedInstrument[] market, SimulationResult result)
    {
        var closed = result.Trades.Where(trade => trade.ExitTime is not null).Sum(trade => trade.Profit);
        var open = result.Trades.Where(trade => trade.ExitTime is null).Sum(trade =>
            (trade.Quantity * (market[trade.Instrument].Bars.Close[^1] - trade.EntryPrice) * (trade.IsShort ? -1 : 1)) - trade.EntryFee);
        Assert.Equal(result.FinalEquity - result.InitialCash, closed + open + result.Interest, 1e-5);
        Assert.Equal(result.Commissions, result.Fills.Sum(fill => fill.Commission), 1e-6);
        Assert.All(result.Trades, trade => Assert.True(trade.WorstReturn <= 0 && trade.BestReturn >= 0 && trade.BarsHeld > 0, $"seed {seed}: {trade}"));
    }
}
