using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Portfolio;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Portfolio;

/// <summary>Expected numbers are worked by hand in the comments. 2024-07-03 is a Wednesday; New York is closed on the 4th and at the weekend of the 6th.</summary>
public sealed class DailySnapshotTests
{
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly TradingCalendar NewYork = TradingCalendar.For(Market.US);

    private readonly List<LedgerEntry> entries = [];

    [Fact]
    public void Each_session_has_cash_stock_and_profits_at_its_close()
    {
        // 1,000 paid in on the 3rd; ten at 50 with a fee of 1 on the 5th: 499 cash. At 60: 600 of stock, 100 more than paid. Four sold at 70 on the 8th: 280 - 1 more cash, 80 realised.
        entries.Add(Bookkeeping.Deposit(Account, new Money(1000), "opening", At(3, 15)));
        Trade(10, 500, 0, fee: 1, At(5, 15));
        Trade(-4, -200, -80, fee: 1, At(8, 15));

        var days = Fold(through: 8, new DailyClose(new(2024, 7, 5), new Price(60)), new DailyClose(new(2024, 7, 8), new Price(70)));

        Assert.Equal([3, 5, 8], days.Select(day => day.Date.Day));
        Assert.All(days, day => Assert.True(day.IsFinal));
        Assert.Equal([1, 2, 3], days.Select(day => day.Entries));
        Assert.Equal([1000, 499, 778], days.Select(day => day.Currencies[0].Cash.Value));
        Assert.Equal([0, 600, 420], days.Select(day => day.Currencies[0].StockValue.Value));
        Assert.Equal([1000, 1099, 1198], days.Select(day => day.Currencies[0].TotalAssets.Value));
        Assert.Equal([0, 0, 80], days.Select(day => day.Currencies[0].RealisedProfit.Value));
        Assert.Equal([0, 100, 120], days.Select(day => day.Currencies[0].UnrealisedProfit.Value));
        Assert.Equal([1000, 0, 0], days.Select(day => day.Currencies[0].PaidIn.Value));
    }

    [Fact]
    public void What_moves_on_a_day_without_a_session_counts_on_the_next()
    {
        // The 6th is a Saturday.
        entries.Add(Bookkeeping.Deposit(Account, new Money(100), "opening", At(5, 15)));
        entries.Add(Bookkeeping.Withdrawal(Account, new Money(30), "w", At(6, 15)));

        var days = Fold(through: 8);

        Assert.Equal([(5, 100m, 0m), (8, 0m, 30m)], days.Select(day => (day.Date.Day, day.Currencies[0].PaidIn.Value, day.Currencies[0].TakenOut.Value)));
    }

    [Fact]
    public void The_evening_in_New_York_belongs_to_its_day_though_it_is_the_next_in_UTC()
    {
        // 02:00Z on the 9th is 22:00 on the 8th.
        entries.Add(Bookkeeping.Deposit(Account, new Money(100), "opening", At(9, 2)));

        Assert.Equal([8], Fold(through: 8).Select(day => day.Date.Day));
    }

    [Fact]
    public void A_replay_starts_with_its_money_on_the_day_of_its_first_trade()
    {
        // The deployment was made in 2026; its first trade, at the label of a daily bar, is of 2024-07-05.
        entries.Add(Bookkeeping.Deposit(Account, new Money(1000), "opening", new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero)));
        Trade(10, 500, 0, fee: 0, At(5, 0));

        var day = Assert.Single(Fold(through: 5, new DailyClose(new(2024, 7, 5), new Price(55))));

        Assert.Equal((500m, 550m, 1000m), (day.Currencies[0].Cash.Value, day.Currencies[0].StockValue.Value, day.Currencies[0].PaidIn.Value));
    }

    [Fact]
    public void Without_a_close_of_the_day_a_snapshot_is_not_final_and_uses_the_last_one_or_the_cost()
    {
        entries.Add(Bookkeeping.Deposit(Account, new Money(1000), "opening", At(3, 15)));
        Trade(10, 500, 0, fee: 0, At(3, 16));

        var days = Fold(through: 8, new DailyClose(new(2024, 7, 5), new Price(60)));

        Assert.Equal([(3, false, 500m), (5, true, 600m), (8, false, 600m)], days.Select(day => (day.Date.Day, day.IsFinal, day.Currencies[0].StockValue.Value)));
    }

    [Fact]
    public void A_conversion_leaves_one_currency_and_comes_into_the_other()
    {
        entries.Add(Bookkeeping.Deposit(Account, new Money(1000), "opening", At(3, 15)));
        entries.Add(Bookkeeping.Conversion("c", (new Money(100), null), (new Money(138_000), "KRW"), "", At(5, 15)));

        var last = Fold(through: 5)[^1];

        Assert.Equal([("USD", 900m, 0m, 100m), ("KRW", 138_000m, 138_000m, 0m)], last.Currencies.Select(one => (one.Currency, one.Cash.Value, one.PaidIn.Value, one.TakenOut.Value)));
    }

    [Fact]
    public void What_is_rebuilt_later_is_what_was_taken_then()
    {
        entries.Add(Bookkeeping.Deposit(Account, new Money(1000), "opening", At(3, 15)));
        Trade(10, 500, 0, fee: 1, At(5, 15));
        var close = new DailyClose(new(2024, 7, 5), new Price(60));
        var then = Fold(through: 5, close);

        Trade(-10, -500, -200, fee: 1, At(9, 15));
        var later = Fold(through: 10, close, new DailyClose(new(2024, 7, 9), new Price(70)));

        Assert.Equal(then.Select(Text), later.Take(then.Count).Select(Text));
    }

    private static string Text(DailySnapshot day) => $"{day with { Currencies = [] }} {string.Join(' ', day.Currencies)}";

    private IReadOnlyList<DailySnapshot> Fold(int through, params DailyClose[] closes) => DailySnapshot.Fold(
        AccountBooks.Empty(Account, "USD"), entries, NewYork, new DateOnly(2024, 7, through),
        (_, date) => closes.Where(close => close.Date <= date).Select(close => (DailyClose?)close).LastOrDefault());

    private static DateTimeOffset At(int day, int hour) => new(2024, 7, day, hour, 0, 0, TimeSpan.Zero);

    /// <summary>A trade as it is stored; <paramref name="profit"/> is a credit, thus below zero for a gain.</summary>
    private void Trade(decimal units, decimal cost, decimal profit, decimal fee, DateTimeOffset at) => entries.Add(new LedgerEntry(
        $"execution-{entries.Count}", "trade", "order", at,
        [
            new Posting(LedgerAccount.Cash, new Money(-cost - profit - fee)),
            new Posting(LedgerAccount.Position, new Money(cost), Spy, units),
            new Posting(LedgerAccount.Fees, new Money(fee)),
            new Posting(LedgerAccount.RealisedProfit, new Money(profit)),
        ]));
}
