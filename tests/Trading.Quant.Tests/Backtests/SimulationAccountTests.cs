using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using static Trading.Quant.Tests.Backtests.Script;

namespace Trading.Quant.Tests.Backtests;

/// <summary>Expected values: worked by hand, in comments where they are not plain.</summary>
public sealed class SimulationAccountTests
{
    [Fact]
    public void A_split_and_a_dividend_on_raw_prices_leave_the_holder_as_he_was()
    {
        var instrument = Us(Flat(100, 100, 49, 49)) with { Actions = [new CorporateAction(Day(2), Ratio: 2, Dividend: 2)] };

        var result = Run([instrument], NoCosts, (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(10))));

        // 10 shares at 100; a dividend of 2 each, then 20 shares at 49.
        Assert.Equal([1_000.0, 1_000, 1_000, 1_000], result.Equity);
        Assert.Equal((20.0, 20.0, 50.0), (result.Dividends, result.Trades[0].Quantity, result.Trades[0].EntryPrice));
    }

    [Fact]
    public void A_stop_is_divided_by_a_split()
    {
        var instrument = Us(Bars((100, 100, 100, 100), (100, 100, 95, 100), (50, 51, 46, 50), (50, 50, 44, 47))) with
        {
            Actions = [new CorporateAction(Day(2), Ratio: 2)],
        };

        var result = Run([instrument], NoCosts, (0, static (in StrategyContext context) =>
            context.Open(0, Side.Buy, TradeSize.Units(10), new Bracket(Distance.Currency(10), Distance.None, Distance.None))));

        Assert.Equal((45.0, 20.0), (result.Fills[1].Price, result.Fills[1].Units));
    }

    [Fact]
    public void Borrowed_shares_and_idle_cash_bear_interest()
    {
        var costs = TradingCosts.None with { CashRate = 0.0365m, BorrowRate = 0.073m };

        var result = Run(Flat(10, 10, 10), NoCosts with { Costs = costs }, (0, static (in StrategyContext context) => context.Sell(0, TradeSize.Units(50))));

        // Day 1: 1,000 x 0.0001 = 0.1. Day 2: (1,500.1 x 0.0001) - (500 x 0.0002) = 0.05001.
        Assert.Equal(0.15001, result.Interest, 1e-8);
        Assert.Equal(1_000.15001, result.FinalEquity, 1e-8);
    }

    [Fact]
    public void Credit_ends_at_the_leverage_and_costs_interest()
    {
        var settings = NoCosts with { MaxLeverage = 2, Costs = TradingCosts.None with { MarginRate = 0.365m } };

        var result = Run(Flat(10, 10, 10), settings, (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(500))));

        Assert.Equal((200.0, -1.0, 999.0), (result.Fills[0].Units, result.Interest, result.FinalEquity));   // 1,000 borrowed at 0.001 a day
    }

    [Fact]
    public void Without_credit_no_more_is_bought_than_there_is_money_for()
    {
        var costs = new TradingCosts(0.01m, 0);

        var result = Run(Flat(10, 10, 10), NoCosts with { Costs = costs },
            (0, static (in StrategyContext context) => context.Buy(0, new TradeSize(TradeSizeKind.Units, 500, WholeUnits: true))));

        Assert.Equal((99.0, 9.9), (result.Fills[0].Units, result.Commissions));   // 99 x 10 x 1.01 = 999.9
    }

    [Fact]
    public void An_account_at_zero_is_closed_for_good()
    {
        var settings = NoCosts with { MaxLeverage = 5 };

        var result = Run(Flat(10, 10, 7, 8, 20, 30), settings,
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(500))),
            (4, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))));

        // 500 at 10 with 4,000 of credit: 3,500 - 4,000 at 7; closed at 8 with nothing left, and the last order does not trade.
        Assert.Equal([1_000.0, 1_000, -500, 0, 0, 0], result.Equity);
        Assert.True(result.IsRuined);
        Assert.Equal(2, result.Fills.Count);
    }

    [Fact]
    public void Credit_is_called_when_the_equity_is_below_a_quarter_of_what_is_held()
    {
        var settings = NoCosts with { MaxLeverage = 2, Costs = TradingCosts.None with { MaintenanceMargin = MaintenanceMargin.Finra4210 } };

        var result = Run(Flat(10, 10, 7, 6, 5.5, 5.5), settings,
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(200))),
            (3, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))),
            (4, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))));

        // 200 at 10 with 1,000 of credit. At 7 the equity of 400 is above a quarter of 1,400; at 6 there are 200, below 300. Sold at 5.5. What was ordered
        // at the close of the call does not trade, what was ordered after it does.
        Assert.Equal([1_000.0, 1_000, 400, 200, 100, 100], result.Equity);
        Assert.Equal([(200.0, 10.0, null), (200.0, 5.5, "margin"), (1.0, 5.5, null)], result.Fills.Select(fill => (fill.Units, fill.Price, fill.Tag)));
        Assert.Equal((1, 1, "margin", false), (result.MarginCalls, result.OrdersUnfilled, result.Trades[0].ExitTag, result.IsRuined));
    }

    [Fact]
    public void A_short_sale_is_called_when_the_equity_is_below_three_tenths_of_its_value()
    {
        var settings = NoCosts with { Costs = TradingCosts.None with { MaintenanceMargin = MaintenanceMargin.Finra4210 } };
        (int, Act)[] acts = [(0, static (in StrategyContext context) => context.Sell(0, TradeSize.Units(100)))];

        var called = Run(Flat(10, 10, 15, 16, 17, 18), settings, acts);
        var unwatched = Run(Flat(10, 10, 15, 16, 17, 18), NoCosts, acts);

        // 2,000 of cash against 100 shares: at 15 the equity of 500 is above 450, at 16 there are 400, below 480. Bought back at 17.
        Assert.Equal([1_000.0, 1_000, 500, 400, 300, 300], called.Equity);
        Assert.Equal((1, "margin"), (called.MarginCalls, Assert.Single(called.Trades).ExitTag));
        Assert.Equal((200.0, 0), (unwatched.FinalEquity, unwatched.MarginCalls));
    }

    [Fact]
    public void A_delisted_share_is_paid_out_at_its_last_close()
    {
        SimulatedInstrument[] both = [Us(Flat(10, 10, 8)), Us(Flat(5, 5, 5, 5, 5), "B")];

        var result = Run(both, NoCosts, (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(10))),
            (3, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(10))));

        Assert.Equal((8.0, "delisted", 980.0), (result.Fills[1].Price, result.Fills[1].Tag, result.FinalCash));
        Assert.Equal((2, 1), (result.Fills.Count, result.OrdersUnfilled));
    }

    [Fact]
    public void An_instrument_may_begin_late_and_miss_bars()
    {
        var all = Flat(10, 11, 12, 13, 14);
        var late = BarSeries.FromBars([all[1], all[2], all[4]]);

        var result = Run([Us(Flat(1, 1, 1, 1, 1)), Us(late, "B")], NoCosts,
            (0, static (in StrategyContext context) => Assert.Equal((0, false), (context.BarCount(1), context.HasBar(1)))),
            (2, static (in StrategyContext context) => context.Buy(1, TradeSize.Units(1))),
            (3, static (in StrategyContext context) => Assert.Equal((2, false, 1), (context.BarCount(1), context.HasBar(1), context.Orders(1)))));

        Assert.Equal((14.0, Day(4).UtcTicks), (result.Fills[0].Price, result.Fills[0].Time));
    }

    [Fact]
    public void Nothing_trades_while_a_share_is_halted()
    {
        var result = Run(WithVolumes((10, 10, 10, 10, 9), (0, 0, 0, 10, 0), (11, 11, 11, 11, 0), (12, 12, 12, 12, 9)), NoCosts,
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))));

        Assert.Equal(12, Assert.Single(result.Fills).Price);
    }

    [Fact]
    public void A_korean_share_has_ticks_limits_and_a_tax_on_its_sale()
    {
        var korean = new SimulatedInstrument(
            InstrumentId.Create(Market.KRX, "005930"),
            Bars((70_000, 70_000, 70_000, 70_000), (91_000, 91_000, 91_000, 91_000), (80_000, 81_000, 79_000, 80_000), (80_000, 80_000, 80_000, 80_000)))
        {
            Segment = Segment.Kospi,
            Lot = 1,
        };
        var settings = new SimulationSettings(1_000_000, new TradingCosts(0, 0.001m), 252);

        var result = Run([korean], settings,
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Cash(900_000))),
            (2, static (in StrategyContext context) => context.Close(0)));

        // Locked at 70,000 x 1.3 on the second day. On the third 80,080 becomes 80,100 on the grid of 100 won: 11 shares. Sold at 79,920, which
        // becomes 79,900; the tax of 2024 is 0.18 % of 878,900.
        Assert.Equal([(80_100.0, 11.0, 0.0), (79_900.0, 11.0, 1_582.02)], result.Fills.Select(fill => (fill.Price, fill.Units, Math.Round(fill.Tax, 6))));
        Assert.Equal(1_000_000 - (11 * 200) - 1_582.02, result.FinalEquity, 1e-6);
    }

    [Fact]
    public void An_american_sale_pays_the_regulators_where_the_segment_is_named()
    {
        var american = Us(Flat(250, 250, 250, 250, 250)) with { Segment = Segment.UnitedStates };
        (int, Act)[] acts =
        [
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(100))),
            (2, static (in StrategyContext context) => context.Close(0)),
        ];

        var charged = Run([american], NoCosts with { InitialCash = 100_000 }, acts);
        var free = Run([american with { Segment = null }], NoCosts with { InitialCash = 100_000 }, acts);

        // January 2024: 25,000 at 8.00 a million is 0.20, and 100 x 0.000166 is 0.0166, raised to 0.02.
        Assert.Equal([0, 0.22], charged.Fills.Select(fill => Math.Round(fill.Tax, 12)));
        Assert.Equal((0.22, 100_000 - 0.22), (Math.Round(charged.Taxes, 12), charged.FinalEquity));
        Assert.Equal((0, 100_000), (free.Taxes, free.FinalEquity));
    }

    [Fact]
    public void An_exact_run_is_a_ledger_that_adds_up()
    {
        var instrument = Us(Flat(100, 100, 49, 52)) with { Segment = Segment.UnitedStates, Actions = [new CorporateAction(Day(2), Ratio: 2, Dividend: 2)] };
        var settings = NoCosts with { Mode = SimulationMode.Exact, Costs = new TradingCosts(0.001m, 0) { CashRate = 0.01m } };

        var result = Simulation.Run([instrument], new Script(
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(9))),
            (2, static (in StrategyContext context) => context.Sell(0, TradeSize.Units(6)))), settings, TestContext.Current.CancellationToken);

        Assert.All(result.Entries, entry => Assert.Equal(0, entry.Postings.Sum(posting => posting.Amount.Value)));
        Assert.Equal(result.Entries.Count, result.Entries.DistinctBy(entry => entry.Id).Count());
        var books = result.Entries.Aggregate(AccountBooks.Empty(new("simulation"), "USD"), (sum, entry) => sum.Apply(entry));
        Assert.Equal((result.FinalCash, result.Commissions, result.Interest, result.Dividends, 12m), (
            (double)books.Cash.Value, (double)books.Fees.Value, (double)books.Interest.Value, (double)books.Dividends.Value,
            books.PositionIn(instrument.Instrument).Units));
        Assert.Equal(18, result.Dividends);   // nine shares before the split
    }

    [Theory]
    [InlineData(SimulationMode.Fast)]
    [InlineData(SimulationMode.Exact)]
    public void A_cancelled_run_ends_before_its_next_bar(SimulationMode mode)
    {
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        Script script = new(
            (1, (in StrategyContext context) => { steps++; cancel.Cancel(); }),
            (2, (in StrategyContext context) => steps++));

        Assert.Throws<OperationCanceledException>(() => Simulation.Run([Us(Flat(100, 100, 100, 100))], script, NoCosts with { Mode = mode }, cancel.Token));

        Assert.Equal(1, steps);
    }
}
