using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Backtests.Fast;

public sealed class FastBacktestFillTests
{
    private static readonly BacktestSettings NoCosts = new(1000, 0, 0, WholeUnits: false, 252);

    [Fact]
    public void A_signal_is_filled_at_the_next_open_and_sized_there()
    {
        var bars = Bars((10, 10), (10, 11), (20, 40), (50, 30));

        var (engine, equity) = Run(bars, "close > 10.5", "close > 35", NoCosts);

        // Entry at the close of bar 1 (11), bought at 20: 50 units. Exit at the close of bar 2 (40), sold at 50. By hand.
        Assert.Equal([1000.0, 1000, 2000, 2500], equity);
        var trade = engine.Trades[0];
        Assert.Equal((20.0, 50.0, 50.0, 1500.0, 1.5), (trade.EntryPrice, trade.Quantity, trade.ExitPrice, trade.Profit, trade.Return));
    }

    [Fact]
    public void A_signal_at_the_last_bar_is_not_filled()
    {
        var (engine, _) = Run(Bars((10, 10), (10, 11)), "close > 10.5", null, NoCosts);

        Assert.Equal((1, 0, false), (engine.Result.EntrySignals, engine.Result.Buys, engine.Result.HasOpenPosition));
    }

    [Fact]
    public void An_open_position_is_marked_at_the_last_close()
    {
        var (engine, _) = Run(Bars((10, 10), (10, 12), (8, 9)), "close >= 10", "close < 0", NoCosts);

        Assert.Equal((true, 900.0), (engine.Result.HasOpenPosition, engine.Result.FinalEquity));   // 100 units bought at 10, worth 9
        Assert.True(double.IsNaN(engine.Trades[0].Profit));
        Assert.Null(engine.Trades[0].ExitTime);
    }

    [Fact]
    public void Whole_units_leave_the_rest_as_cash()
    {
        var settings = NoCosts with { WholeUnits = true };

        var (engine, _) = Run(Bars((30, 30), (30, 31)), "close >= 30", null, settings);

        Assert.Equal((33.0, 1033.0), (engine.Trades[0].Quantity, engine.Result.FinalEquity));
    }

    [Fact]
    public void Too_little_cash_for_one_unit_buys_nothing()
    {
        var settings = NoCosts with { WholeUnits = true };

        var (engine, equity) = Run(Bars((3000, 3000), (3000, 3000)), "close > 0", null, settings);

        Assert.Empty(engine.Trades);
        Assert.Equal([1000.0, 1000], equity);
    }

    [Fact]
    public void Slippage_makes_buys_dearer_and_sells_cheaper()
    {
        var settings = NoCosts with { SlippageRate = 0.25 };

        var (engine, _) = Run(Bars((8, 8), (8, 20), (20, 20)), "close < 10", "close > 10", settings);

        // Bought at 8 x 1.25 = 10, sold at 20 x 0.75 = 15.
        Assert.Equal((10.0, 100.0, 15.0, 1500.0),
            (engine.Trades[0].EntryPrice, engine.Trades[0].Quantity, engine.Trades[0].ExitPrice, engine.Result.FinalEquity));
    }

    [Fact]
    public void Equity_that_never_moves_has_no_sharpe_ratio_and_no_drawdown()
    {
        var (engine, _) = Run(Bars((10, 10), (10, 10), (10, 10)), "close > 100", null, NoCosts);

        Assert.True(double.IsNaN(engine.Result.Sharpe));
        Assert.Equal(0, engine.Result.MaxDrawdown);
    }

    [Fact]
    public void Bars_fed_in_pieces_give_the_same_result()
    {
        var bars = SyntheticBars.Minutes(5_000);
        var (whole, equity) = Run(bars, "sma(5) crosses above ema(20)", "rsi(14) > 60", NoCosts);

        var pieces = FastBacktest.Create(Rules("sma(5) crosses above ema(20)", "rsi(14) > 60"), NoCosts);
        var joined = new double[bars.Count];
        for (var at = 0; at < bars.Count; at += 777)
        {
            var length = Math.Min(777, bars.Count - at);
            pieces.Run(bars.Slice(at, length), joined.AsSpan(at, length));
        }

        Assert.Equal(whole.Result, pieces.Result);
        Assert.Equal(equity, joined);
        Assert.True(whole.Result.Buys > 5);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(double.NaN, 0, 0)]
    [InlineData(1000, 1, 0)]
    [InlineData(1000, 0, -0.1)]
    public void Impossible_conditions_are_refused(double cash, double commission, double slippage) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Run(Bars((1, 1)), "close > 0", null, new BacktestSettings(cash, commission, slippage, false, 252)));

    private static (FastBacktest Engine, double[] Equity) Run(BarSeries bars, string entry, string? exit, BacktestSettings settings)
    {
        var engine = FastBacktest.Create(Rules(entry, exit), settings);
        var equity = new double[bars.Count];
        engine.Run(bars, equity);
        return (engine, equity);
    }

    private static StrategyRules Rules(string entry, string? exit) => new(entry, exit, new Sizing(SizingKind.AllIn, false));

    private static BarSeries Bars(params (double Open, double Close)[] prices) => BarSeries.FromBars([.. prices.Select((price, day) => new Bar(
        new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day), price.Open,
        Math.Max(price.Open, price.Close), Math.Min(price.Open, price.Close), price.Close, 1))]);
}
