using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Ledger;

/// <summary>Expected numbers are worked by hand in the comments.</summary>
public sealed class LotsTests
{
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");

    private readonly List<LedgerEntry> entries = [];
    private AccountBooks books = AccountBooks.Empty(Account, "USD");

    // What opened and closed a lot, and what that cost, has a test of its own.
    private static ClosedLot Bare(ClosedLot lot) => lot with { Charges = default, OpenedBy = "", ClosedBy = "" };

    private static Lot Bare(Lot lot) => lot with { Charges = default, OpenedBy = "" };

    private Lots Lots => entries.Aggregate(Lots.Empty, (lots, entry) => lots.Apply(entry));

    [Fact]
    public void The_units_bought_first_are_sold_first()
    {
        Trade(Side.Buy, 10, 100, day: 0);
        Trade(Side.Buy, 10, 120, day: 1);

        Trade(Side.Sell, 15, 130, day: 11);

        // Ten at 100 gain 300, five at 120 gain 50: 350. At the average cost of 110 fifteen gain 300.
        Assert.Equal(350, Lots.RealisedProfitIn("USD").Value);
        Assert.Equal(300, books.RealisedProfit.Value);
        Assert.Equal(
            [
                new ClosedLot(Spy, 10, new Money(1000), new Money(1300), Day(0), Day(11)),
                new ClosedLot(Spy, 5, new Money(600), new Money(650), Day(1), Day(11)),
            ],
            Lots.Closed.Select(Bare));
        Assert.Equal([TimeSpan.FromDays(11), TimeSpan.FromDays(10)], Lots.Closed.Select(lot => lot.Held));
        Assert.Equal([new Lot(Spy, 5, new Money(600), Day(1))], Lots.Open.Select(Bare));
    }

    [Fact]
    public void Commissions_are_no_part_of_a_lot()
    {
        Trade(Side.Buy, 10, 100, day: 0, commission: 3);

        Trade(Side.Sell, 10, 110, day: 1, commission: 4);

        Assert.Equal(100, Lots.RealisedProfitIn("USD").Value);
    }

    [Fact]
    public void Charges_are_shared_out_by_units_and_orders_are_named()
    {
        // Ten for a charge of 3; four sold for 2 and six for 1: 0.4 * 3 + 2 = 3.2 and 0.6 * 3 + 1 = 2.8, of profits of 40 and 60.
        Trade(Side.Buy, 10, 100, day: 0, commission: 3);
        Trade(Side.Sell, 4, 110, day: 1, commission: 2);
        Trade(Side.Sell, 6, 110, day: 2, commission: 1);

        Assert.Equal([3.2m, 2.8m], Lots.Closed.Select(lot => lot.Charges.Value));
        Assert.Equal([36.8m, 57.2m], Lots.Closed.Select(lot => lot.NetProfit.Value));
        var order = AnOrder.Intent().Id.Value;
        Assert.All(Lots.Closed, lot => Assert.Equal((order, order), (lot.OpenedBy, lot.ClosedBy)));
    }

    [Fact]
    public void A_trade_that_turns_a_position_round_pays_for_closing_and_for_opening()
    {
        // Fifteen sold for 3, ten of them close: 2 of it, and 1 stays with the five that are short.
        Trade(Side.Buy, 10, 100, day: 0);
        Trade(Side.Sell, 15, 110, day: 1, commission: 3);

        Assert.Equal(2, Assert.Single(Lots.Closed).Charges.Value);
        Assert.Equal(1, Assert.Single(Lots.Open).Charges.Value);
    }

    [Fact]
    public void Selling_more_than_is_held_closes_every_lot_and_opens_a_short_one()
    {
        Trade(Side.Buy, 10, 100, day: 0);
        Trade(Side.Sell, 15, 110, day: 1);

        // Ten gain 100; five are short at 110.
        Assert.Equal(100, Lots.RealisedProfitIn("USD").Value);
        Assert.Equal([new Lot(Spy, -5, new Money(-550), Day(1))], Lots.Open.Select(Bare));

        // Two bought back at 120 lose 20.
        Trade(Side.Buy, 2, 120, day: 3);

        Assert.Equal(new ClosedLot(Spy, -2, new Money(-220), new Money(-240), Day(1), Day(3)), Bare(Lots.Closed[^1]));
        Assert.Equal(80, Lots.RealisedProfitIn("USD").Value);
    }

    [Fact]
    public void A_split_gives_each_lot_other_units_at_the_same_cost_and_day()
    {
        Trade(Side.Buy, 10, 100, day: 0);
        Trade(Side.Buy, 5, 130, day: 1);

        Book(Bookkeeping.Split("split-1", books.PositionIn(Spy), 4, Day(2)));

        Assert.Equal([new Lot(Spy, 40, new Money(1000), Day(0)), new Lot(Spy, 20, new Money(650), Day(1))], Lots.Open.Select(Bare));
        Assert.Empty(Lots.Closed);
    }

    [Fact]
    public void What_moves_no_units_leaves_the_lots_alone()
    {
        Trade(Side.Buy, 10, 100, day: 0);
        var before = Lots;

        Book(Bookkeeping.Deposit(Account, new Money(500), "more", Day(1)));
        Book(Bookkeeping.Payment("dividend-1", LedgerAccount.Dividends, new Money(12), "", Day(2)));

        Assert.Equal(before.Open, Lots.Open);
        Assert.Equal(Money.Zero, Lots.RealisedProfitIn("USD"));
    }

    [Fact]
    public void Whatever_is_traded_lots_add_up_to_the_position_and_both_methods_agree_once_flat()
    {
        const int seed = 815;
        var random = new Random(seed);
        for (var run = 0; run < 100; run++)
        {
            entries.Clear();
            books = AccountBooks.Empty(Account, "USD");
            var lots = Lots.Empty;
            for (var step = 0; step < 40; step++)
            {
                if (random.Next(10) == 0)
                    Book(Bookkeeping.Split($"split-{step}", books.PositionIn(Spy), random.Next(2, 5), Day(step)));
                else
                    Trade(random.Next(2) == 0 ? Side.Buy : Side.Sell, Quantity(random), decimal.Round((decimal)random.NextDouble() * 300, random.Next(9)) + 0.01m, step);
                lots = lots.Apply(entries[^1]);
                Assert.True(lots.Open.Sum(lot => lot.Units) == books.PositionIn(Spy).Units, $"seed {seed}, run {run}, step {step}");
            }

            if (books.PositionIn(Spy).Units is var units and not 0)
            {
                Trade(units > 0 ? Side.Sell : Side.Buy, Math.Abs(units), 77.7m, 40);
                lots = lots.Apply(entries[^1]);
            }

            Assert.True(!lots.Open.Any() && lots.RealisedProfitIn("USD") == books.RealisedProfit, $"seed {seed}, run {run}: {lots.RealisedProfitIn("USD")} and {books.RealisedProfit}");
            Assert.Equal(Lots.Closed, lots.Closed);
        }
    }

    private static decimal Quantity(Random random) => decimal.Round((decimal)random.NextDouble() * 50, 8) + 0.00000001m;

    private static DateTimeOffset Day(int day) => AnOrder.Now.AddDays(day);

    private void Trade(Side side, decimal quantity, decimal price, int day, decimal commission = 0) => Book(Bookkeeping.Trade(
        books,
        AnOrder.Intent(side: side),
        new Execution(new ExecutionId($"exec-{entries.Count}"), new Quantity(quantity), new Price(price), new Money(commission), Day(day))));

    private void Book(LedgerEntry entry)
    {
        entries.Add(entry);
        books = books.Apply(entry);
    }
}
