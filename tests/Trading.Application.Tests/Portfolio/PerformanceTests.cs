using Trading.Application.ExchangeRates;
using Trading.Application.MarketData;
using Trading.Application.Portfolio;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;
using Trading.Quant.Performance;

namespace Trading.Application.Tests.Portfolio;

/// <summary>
/// 1,000 paid in on Monday, 2024-07-01, and ten bought at 50 that close at 60: 1,100. 400 more on the 2nd, at 61: 1,510. On the 3rd the ten are sold at 65 for a charge of 10:
/// 1,540. Returns of 1100 / 1000, 1510 / 1500 and 1540 / 1510, together 1.1 * 1540 / 1500 - 1 = 12.9333 %.
/// </summary>
public sealed class PerformanceTests
{
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly PerformanceQuery Everything = new(DateOnly.MinValue, DateOnly.MaxValue, null, ReturnPeriod.Day);

    private readonly MemoryStores stores = new(Crash.Never);
    private readonly MemoryRates rates = new();
    private readonly AccountId first;

    public PerformanceTests()
    {
        first = Open("account-1", 1000);
        stores.Bars = BarSeries.FromBars([Bar(6, 28, 50), Bar(7, 1, 60), Bar(7, 2, 61), Bar(7, 3, 65)]);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Returns_are_free_of_what_was_paid_in_and_profit_is_what_is_more_than_that()
    {
        await TradeAsync(first);

        var usd = Assert.Single((await OfAccountAsync(Everything)).Currencies);

        Assert.Equal((0m, 1540m, 1400m, 0m, 140m), (usd.StartValue, usd.EndValue, usd.PaidIn, usd.TakenOut, usd.Profit));
        Assert.Equal((1.1 * 1540 / 1500) - 1, usd.TimeWeightedReturn, 12);
        Assert.Equal((30m, Math.Round((1540 / 1510.0) - 1, 12)), (usd.DayProfit, Math.Round(usd.DayReturn, 12)));
        Assert.Equal([0.1, (1510 / 1500.0) - 1, (1540 / 1510.0) - 1], usd.Periods.Select(period => period.Return), (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Null(usd.Benchmark);
        Assert.True(double.IsNaN(usd.Figures!.Cagr));
        Assert.Empty(usd.Drawdowns);
    }

    [Fact]
    public async Task Money_weighted_the_later_money_counts_for_less_time()
    {
        await TradeAsync(first);

        var rate = (await OfAccountAsync(Everything)).Currencies[0].MoneyWeighted;

        // With x what money becomes in a day: 1000 x^2 + 400 x = 1540, so x = (-400 + sqrt(160000 + 6160000)) / 2000.
        var day = (Math.Sqrt(6_320_000) - 400) / 2000;
        Assert.Equal((day * day) - 1, rate.OverPeriod, 9);
        Assert.True(double.IsNaN(rate.Annual));
    }

    [Fact]
    public async Task A_stretch_starts_from_the_close_before_it()
    {
        await TradeAsync(first);

        var usd = (await OfAccountAsync(Everything with { From = new(2024, 7, 3), To = new(2024, 7, 3) })).Currencies[0];

        Assert.Equal((1510m, 1540m, 0m, 30m), (usd.StartValue, usd.EndValue, usd.PaidIn, usd.Profit));
        Assert.Equal((1540 / 1510.0) - 1, usd.TimeWeightedReturn, 12);
        Assert.Equal(1, usd.Trades.All.Gains.Closed);
    }

    [Fact]
    public async Task A_benchmark_is_compared_from_the_close_before_the_first_session()
    {
        await TradeAsync(first);

        var compared = (await OfAccountAsync(Everything with { Benchmark = Spy })).Currencies[0].Benchmark!;

        // 65 / 50 - 1 = 30 %.
        Assert.Equal(("US:SPY", 0.3), (compared.Instrument, Math.Round(compared.Figures.BenchmarkReturn, 12)));
        Assert.Equal((1.1 * 1540 / 1500) - 1.3, compared.ExcessReturn, 12);
    }

    [Fact]
    public async Task A_benchmark_without_a_close_at_the_start_is_refused_by_name()
    {
        await TradeAsync(first);
        stores.Bars = BarSeries.FromBars([Bar(7, 2, 61)]);

        var result = await Handler().OfAccountAsync(Bench.User, first, Everything with { Benchmark = Spy }, Cancel);

        Assert.False(result!.Value.TryGet(out _, out var errors));
        Assert.Contains("US:SPY", errors.ToDictionary()["benchmark"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trades_are_counted_after_charges_by_instrument_strategy_and_tag()
    {
        await TradeAsync(first);

        var trades = (await OfAccountAsync(Everything)).Currencies[0].Trades;

        // 650 - 500 - 10 = 140; bought at noon on the 1st, sold at noon on the 3rd.
        Assert.Equal((1, 140.0, 1.0, 2.0, 10m), (trades.All.Gains.Closed, trades.All.Gains.NetProfit, trades.All.Gains.WinRate, trades.All.AverageHeldDays, trades.All.Charges));
        Assert.Equal(["US:SPY"], trades.ByInstrument.Select(group => group.Name));
        Assert.Equal([null], trades.ByStrategy.Select(group => group.Name));
        Assert.Equal(["dip"], trades.ByEntryTag.Select(group => group.Name));
        Assert.Equal(["target"], trades.ByExitTag.Select(group => group.Name));
    }

    [Fact]
    public async Task Accounts_together_are_worth_their_sum_and_a_new_one_counts_as_paid_in()
    {
        // A second account with 500 that does nothing: 1600, 2010 and 2040 on 1500, 2000 and 2010.
        await TradeAsync(first);
        Open("account-2", 500);

        var view = (await Handler().OfAllAsync(Bench.User, Everything, Cancel)).Match(one => one, errors => throw new InvalidOperationException(errors.ToString()));

        Assert.Equal(["account-1", "account-2"], view.Accounts);
        Assert.Equal((2040m, 1900m, 140m), (view.Currencies[0].EndValue, view.Currencies[0].PaidIn, view.Currencies[0].Profit));
        Assert.Equal((1600 / 1500.0 * 2010 / 2000 * 2040 / 2010) - 1, view.Currencies[0].TimeWeightedReturn, 12);
    }

    [Fact]
    public async Task In_one_currency_each_day_counts_at_its_rate_and_an_exchange_is_no_payment()
    {
        // 1,000 dollars and 1,300,000 won at 1,300: 2,600,000. On the 2nd, at 1,310, 500 dollars are changed into 650,000 won, 5,000 less than they count for: 2,605,000.
        // On the 3rd, at 1,320, 130,000 won are paid in: 500 * 1,320 + 1,950,000 + 130,000 = 2,740,000.
        stores.Ledgers[first].AddRange(
        [
            Bookkeeping.Deposit(first, new Money(1_300_000), "won", Noon(1), "KRW"),
            Bookkeeping.Conversion("change", (new Money(500), null), (new Money(650_000), "KRW"), "", Noon(2)),
            Bookkeeping.Deposit(first, new Money(130_000), "more", Noon(3), "KRW"),
        ]);
        foreach (var (day, rate) in new[] { (1, 1300m), (2, 1310m), (3, 1320m) })
            rates.Set("USDKRW", new DateOnly(2024, 7, day), rate);

        var won = (await OfAccountAsync(Everything with { Currency = "KRW" })).Together!;

        Assert.Equal(("KRW", 0m, 2_740_000m, 2_730_000m, 0m, 10_000m), (won.Currency, won.StartValue, won.EndValue, won.PaidIn, won.TakenOut, won.Profit));
        // A day returns what it ends with over what it began with and was paid in: 2,605 / 2,600, then 2,740 / 2,735.
        Assert.Equal([0, (2605 / 2600.0) - 1, (2740 / 2735.0) - 1], won.Periods.Select(period => period.Return), (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Equal(5000m, won.DayProfit);
    }

    [Fact]
    public async Task A_day_with_money_and_without_a_rate_is_refused_by_name()
    {
        rates.Set("USDKRW", new DateOnly(2024, 7, 2), 1310);

        var result = await Handler().OfAccountAsync(Bench.User, first, Everything with { Currency = "KRW" }, Cancel);

        Assert.False(result!.Value.TryGet(out _, out var errors));
        Assert.Contains("in which USD has a stored rate (of USDKRW or KRWUSD) on 2024-07-01", errors.ToDictionary()["currency"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_the_performance_of_an_account_that_is_not_there() =>
        Assert.Null(await Handler().OfAccountAsync(Bench.User, new AccountId("other"), Everything, Cancel));

    private async Task<PerformanceView> OfAccountAsync(PerformanceQuery query) =>
        (await Handler().OfAccountAsync(Bench.User, first, query, Cancel))!.Value.Match(one => one, errors => throw new InvalidOperationException(errors.ToString()));

    private GetPerformanceHandler Handler()
    {
        var closes = new DailyCloses(stores);
        return new GetPerformanceHandler(stores, new AccountHistories(stores, stores, closes, new Evening()), stores, closes, new CurrencyConverters(rates));
    }

    private AccountId Open(string id, decimal money)
    {
        var account = new AccountId(id);
        stores.Accounts[account] = new Account(Bench.User, account, id, AccountKind.Simulator, "simulator", "USD", Noon(1));
        stores.Ledgers[account] = [Bookkeeping.Deposit(account, new Money(money), "opening", Noon(1))];
        return account;
    }

    private async Task TradeAsync(AccountId account)
    {
        await OrderAsync(account, "order-1", Side.Buy, "dip");
        await OrderAsync(account, "order-2", Side.Sell, "target");
        stores.Ledgers[account].AddRange(
        [
            Trade("order-1", 10, 500, 0, 0, Noon(1)), Bookkeeping.Deposit(account, new Money(400), "more", Noon(2)), Trade("order-2", -10, -500, -150, 10, Noon(3)),
        ]);
    }

    private Task OrderAsync(AccountId account, string id, Side side, string tag) => stores.CreateAsync(
        new NewOrder(
            new OrderId(id), Bench.User, account, Spy, side, new OrderSize.Units(new Quantity(10)), side is Side.Buy ? OrderEffect.Opening : OrderEffect.Reducing,
            new Price(50), null, null, Noon(1)) { Tag = tag },
        Cancel);

    /// <summary>A trade as it is stored; <paramref name="profit"/> is a credit, thus below zero for a gain.</summary>
    private static LedgerEntry Trade(string order, decimal units, decimal cost, decimal profit, decimal fee, DateTimeOffset at) => new(
        $"execution-{order}", "trade", order, at,
        [
            new Posting(LedgerAccount.Cash, new Money(-cost - profit - fee)),
            new Posting(LedgerAccount.Position, new Money(cost), Spy, units),
            new Posting(LedgerAccount.Fees, new Money(fee)),
            new Posting(LedgerAccount.RealisedProfit, new Money(profit)),
        ]);

    private static Bar Bar(int month, int day, double close) => new(new DateTimeOffset(2024, month, day, 0, 0, 0, TimeSpan.Zero), close, close, close, close, 1);

    private static DateTimeOffset Noon(int day) => new(2024, 7, day, 16, 0, 0, TimeSpan.Zero);

    private sealed class Evening : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 7, 3, 22, 0, 0, TimeSpan.Zero);
    }
}
