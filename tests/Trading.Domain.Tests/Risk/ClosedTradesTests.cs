using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Risk;

public sealed class ClosedTradesTests
{
    private static readonly AccountId Account = new("account-1");

    private readonly List<LedgerEntry> entries = [Bookkeeping.Deposit(Account, new Money(10_000), "opening", AnOrder.Now)];

    private AccountBooks Books => entries.Aggregate(AccountBooks.Empty(Account, "USD"), (books, entry) => books.Apply(entry));

    /// <summary>
    /// 15 units at 97 on average. 6 sold at 100: profit 18 of 582; three commissions of 1 and the profit leave 10,015. 12 sold at 90, of which 9 close: 810
    /// for 873; 3 are short then. These bought at 80: 30 of the 270 that they brought.
    /// </summary>
    [Fact]
    public void Closed_trades_are_told_backwards_as_the_books_realised_them()
    {
        Traded(Side.Buy, 10, 98);
        Traded(Side.Buy, 5, 95);
        Traded(Side.Sell, 6, 100);
        Traded(Side.Sell, 12, 90);
        Traded(Side.Buy, 3, 80);

        Assert.Equal(
            [
                (18m, 582m, 10_015m), (-63m, 873m, 9_951m), (30m, 270m, 9_980m),
            ],
            Trades().Select(trade => (trade.Profit.Value, trade.Cost.Value, trade.Capital.Value)));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 14, 33, 0, TimeSpan.Zero), Trades()[0].ClosedAt);
    }

    [Fact]
    public void A_split_closes_nothing_and_a_deposit_is_capital()
    {
        Traded(Side.Buy, 10, 100);
        entries.Add(Bookkeeping.Split("split-1", Books.Positions.Values.Single(), 2, At()));
        entries.Add(Bookkeeping.Deposit(Account, new Money(500), "more", At()));
        Traded(Side.Sell, 20, 51);

        // 20 units that had cost 1,000 brought 1,020; 10,500 paid in, two commissions.
        Assert.Equal((20m, 1_000m, 10_518m), (Trades().Single().Profit.Value, Trades().Single().Cost.Value, Trades().Single().Capital.Value));
    }

    [Fact]
    public void The_fills_of_an_order_are_one_trade_that_is_closed_by_the_last_of_them()
    {
        Traded(Side.Buy, 10, 100);
        Traded(Side.Sell, 3, 90, "out");
        Traded(Side.Sell, 2, 101, "other");
        Traded(Side.Sell, 5, 102, "out");

        // 3 x -10 and 5 x 2 of 800; four commissions. The other order closed between the two.
        Assert.Equal([(2m, 200m, 9_969m), (-20m, 800m, 9_978m)], Trades().Select(trade => (trade.Profit.Value, trade.Cost.Value, trade.Capital.Value)));
    }

    [Fact]
    public void Trades_of_a_currency_are_told_in_it_and_those_of_others_left_out()
    {
        entries.Add(Bookkeeping.Deposit(Account, new Money(1_000_000), "won", At(), "KRW"));
        Traded(Side.Buy, 10, 100);
        Samsung(Side.Buy, 5, 70_000);
        Traded(Side.Sell, 10, 101);
        Samsung(Side.Sell, 5, 69_000);

        // Of 1,000,000 won two commissions of 1 and the loss of 5 x 1,000 are gone.
        Assert.Equal([(-5_000m, 350_000m, 994_998m)], Trades("KRW").Select(trade => (trade.Profit.Value, trade.Cost.Value, trade.Capital.Value)));
        Assert.Equal([(10m, 1_000m, 10_008m)], Trades().Select(trade => (trade.Profit.Value, trade.Cost.Value, trade.Capital.Value)));

        void Samsung(Side side, decimal units, decimal price) => Traded(side, units, price, null, InstrumentId.Create(Market.KRX, "005930"));
    }

    private DateTimeOffset At() => AnOrder.Now.AddMinutes(entries.Count);

    private void Traded(Side side, decimal units, decimal price, string? order = null, InstrumentId? instrument = null) => entries.Add(Bookkeeping.Trade(
        Books, AnOrder.Intent(side: side) with { Instrument = instrument ?? AnOrder.Intent(side: side).Instrument, Id = new OrderId(order ?? $"order-{entries.Count}") }, new Execution(new ExecutionId($"exec-{entries.Count}"), new Quantity(units), new Price(price), new Money(1), At())));

    private IReadOnlyList<ClosedTrade> Trades(string currency = "USD")
    {
        var trades = new ClosedTrades(Books, currency);
        foreach (var entry in Enumerable.Reverse(entries))
            trades.Undo(entry);
        return trades.OldestFirst;
    }
}
