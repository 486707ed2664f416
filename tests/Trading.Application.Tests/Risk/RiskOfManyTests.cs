using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Risk;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Risk;

/// <summary>
/// What the checks see of an account that holds several instruments of two currencies. Paid in: 10,000 dollars and 1,000,000 won. Friday 2026-01-02: ten SPY at 98 and four QQQ
/// at 25, closes 100 and 26. On Monday SPY closes at 90, two DIA are bought at 50 and close at 55, the QQQ are sold at 24, and five of Samsung Electronics are bought at 70,000 and
/// close at 68,000. Every fill costs a commission of 1.
/// </summary>
public sealed class RiskOfManyTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly AccountId Account = new("account-1");
    private static readonly DateTimeOffset Friday = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly InstrumentId Qqq = InstrumentId.Create(Market.US, "QQQ");
    private static readonly InstrumentId Dia = InstrumentId.Create(Market.US, "DIA");
    private static readonly InstrumentId Samsung = InstrumentId.Create(Market.KRX, "005930");

    private readonly Bench bench = new() { Stores = { Bars = Closes(100, 90) } };

    public RiskOfManyTests()
    {
        bench.Stores.OtherBars[Qqq] = Closes(26, 24);
        bench.Stores.OtherBars[Dia] = Closes(51, 55);
        bench.Stores.OtherBars[Samsung] = Closes(69_000, 68_000);
        bench.Stores.Accounts[Account] = new Account(Bench.User, Account, "By hand", AccountKind.Simulator, "simulator", "USD", Friday);
        bench.Stores.Ledgers[Account] = [Bookkeeping.Deposit(Account, new Money(10_000), "opening", Friday), Bookkeeping.Deposit(Account, new Money(1_000_000), "won", Friday, "KRW")];
        bench.Stores.Limits[new RiskScope.OfUser()] = new RiskLimits { MaxDailyLoss = new Money(1_000_000) };
        Traded(Spy, Side.Buy, 10, 98, Friday);
        Traded(Qqq, Side.Buy, 4, 25, Friday);
        Traded(Dia, Side.Buy, 2, 50, Monday);
        Traded(Qqq, Side.Sell, 4, 24, Monday);
        Traded(Samsung, Side.Buy, 5, 70_000, Monday);
    }

    [Theory]
    [InlineData("SPY", 900)]
    [InlineData("DIA", 110)]
    public async Task The_day_s_profit_is_that_of_all_instruments_of_a_currency_also_of_those_sold_off_today(string symbol, int value)
    {
        // Cash: 10,000 - 980 - 100 - 100 + 96 - 4 = 8,912, and 900 + 110 of stock: 9,922. SPY lost 10 x 10, DIA gained 2 x 5, QQQ lost 4 x 2, and two fills of today cost 1 each: -100.
        Assert.Equal(new RiskAccount(new Money(9_922), new Money(value), new Money(1_010), new Money(-100)), await AccountAsync(InstrumentId.Create(Market.US, symbol)));
    }

    [Fact]
    public async Task An_order_is_held_against_what_there_is_in_its_own_currency()
    {
        // 1,000,000 - 350,000 - 1 = 649,999, and 340,000 of stock; five times 2,000 lost, and the commission.
        Assert.Equal(new RiskAccount(new Money(989_999), new Money(340_000), new Money(340_000), new Money(-10_001)), await AccountAsync(Samsung));
    }

    [Fact]
    public async Task What_cannot_be_valued_leaves_the_day_s_profit_unknown()
    {
        bench.Stores.OtherBars[Dia] = BarSeries.Empty;
        Assert.Null((await AccountAsync(Spy)).DayProfit);

        bench.Stores.OtherBars[Dia] = Closes(51, 55);
        bench.Stores.OtherBars[Qqq] = BarSeries.FromBars([new Bar(Monday, 24, 24, 24, 24, 1)]);
        Assert.Null((await AccountAsync(Spy)).DayProfit);
        Assert.NotNull((await AccountAsync(Samsung)).DayProfit);
    }

    private static BarSeries Closes(double friday, double monday) =>
        BarSeries.FromBars([new Bar(Friday, friday, friday, friday, friday, 1), new Bar(Monday, monday, monday, monday, monday, 1)]);

    private static NewOrder Intent(InstrumentId instrument, Side side, decimal units, DateTimeOffset at) => new(
        new OrderId($"{instrument.Symbol}-{side}"), Bench.User, Account, instrument, side, new OrderSize.Units(new Quantity(units)), OrderEffect.Opening, new Price(1), null, null, at);

    private void Traded(InstrumentId instrument, Side side, decimal units, decimal price, DateTimeOffset at) => bench.Stores.Ledgers[Account].Add(Bookkeeping.Trade(
        bench.Stores.BooksOf(Account), Intent(instrument, side, units, at), new Execution(new ExecutionId($"{instrument.Symbol}-{side}"), new Quantity(units), new Price(price), new Money(1), at)));

    private async Task<RiskAccount> AccountAsync(InstrumentId instrument)
    {
        var reader = ActivatorUtilities.CreateInstance<RiskContextReader>(bench.Services, new MondayNoon());
        return (await reader.ReadAsync(Bench.User, Account, RiskOrder.Of(Intent(instrument, Side.Buy, 1, Monday)), null, Cancel)).Account;
    }

    // Monday in New York and in Seoul.
    private sealed class MondayNoon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Monday.AddHours(12);
    }
}
