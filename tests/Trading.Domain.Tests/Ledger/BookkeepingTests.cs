using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Ledger;

public sealed class BookkeepingTests
{
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");

    [Fact]
    public void A_deposit_is_cash_that_the_owner_put_in()
    {
        var books = Funded(1000);

        Assert.Equal(1000, books.Cash.Value);
        Assert.Equal(1000, books.Deposits.Value);
    }

    [Fact]
    public void Buying_turns_cash_into_a_position_at_cost_and_a_fee()
    {
        var books = After(Funded(1000), Side.Buy, 5, 100, commission: 2);

        Assert.Equal(498, books.Cash.Value);
        Assert.Equal(new Position(Spy, 5, new Money(500)), books.PositionIn(Spy));
        Assert.Equal(2, books.Fees.Value);
        Assert.Equal(0, books.RealisedProfit.Value);
    }

    [Fact]
    public void The_tax_of_a_sale_stands_in_its_entry_and_is_no_part_of_the_profit()
    {
        // Ten bought at 100 and sold at 110: profit 100; cash 1000 - 1000 + 1100 - 1 - 2.2.
        var books = After(Funded(1000), Side.Buy, 10, 100);
        var sale = Fill("exec-2", 10, 110, commission: 1) with { Tax = new Money(2.2m) };

        var entry = Bookkeeping.Trade(books, AnOrder.Intent(side: Side.Sell), sale);
        books = books.Apply(entry);

        Assert.Equal((1096.8m, 1, 2.2m, 100), (books.Cash.Value, books.Fees.Value, books.Taxes.Value, books.RealisedProfit.Value));
        Assert.Equal(100, Assert.Single(Lots.Empty.Apply(Bookkeeping.Trade(Funded(1000), AnOrder.Intent(), Fill("exec-1", 10, 100, 0))).Apply(entry).Closed).Profit.Value);
    }

    [Fact]
    public void Selling_part_realises_profit_against_average_cost()
    {
        // Bought 10 at 100 and 10 at 120: average 110. Five sold at 130 gain 5 * 20.
        var books = After(After(Funded(10_000), Side.Buy, 10, 100), Side.Buy, 10, 120);

        books = After(books, Side.Sell, 5, 130);

        Assert.Equal(100, books.RealisedProfit.Value);
        Assert.Equal(110, books.PositionIn(Spy).AverageCost!.Value.Value);
        Assert.Equal(10_000 - 1000 - 1200 + 650, books.Cash.Value);
    }

    [Fact]
    public void Selling_everything_leaves_no_position_behind_whatever_the_rounding()
    {
        var books = After(Funded(1000), Side.Buy, 3.33333333m, 33.333333333333m);
        books = After(books, Side.Sell, 1.11111111m, 30);

        books = After(books, Side.Sell, 2.22222222m, 31);

        Assert.Empty(books.Positions);
    }

    [Fact]
    public void Selling_more_than_is_held_turns_the_position_short()
    {
        // Ten bought at 100, fifteen sold at 110: gain 100, then five short at 110.
        var books = After(After(Funded(10_000), Side.Buy, 10, 100), Side.Sell, 15, 110);

        Assert.Equal(100, books.RealisedProfit.Value);
        Assert.Equal(new Position(Spy, -5, new Money(-550)), books.PositionIn(Spy));

        // Bought back at 100: gain 5 * 10.
        books = After(books, Side.Buy, 5, 100);

        Assert.Equal(150, books.RealisedProfit.Value);
        Assert.Empty(books.Positions);
    }

    [Fact]
    public void An_entry_that_does_not_balance_cannot_be_made()
    {
        var error = Assert.Throws<ArgumentException>(() => new LedgerEntry(
            "x", "deposit", "", default, [new Posting(LedgerAccount.Cash, new Money(1)), new Posting(LedgerAccount.Deposits, new Money(-2))]));

        Assert.Contains("sum to -1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_traded_the_books_balance_and_can_be_rebuilt()
    {
        const int seed = 4711;
        var random = new Random(seed);
        for (var run = 0; run < 200; run++)
        {
            List<LedgerEntry> entries = [Bookkeeping.Deposit(Account, new Money(100_000), "opening", AnOrder.Now)];
            var books = entries.Aggregate(AccountBooks.Empty(Account, "USD"), (current, entry) => current.Apply(entry));
            for (var step = 0; step < 40; step++)
            {
                var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
                var quantity = decimal.Round((decimal)random.NextDouble() * 50, 8) + 0.00000001m;
                var price = decimal.Round((decimal)random.NextDouble() * 300, random.Next(9)) + 0.01m;
                entries.Add(Bookkeeping.Trade(books, AnOrder.Intent(side: side), Fill($"{run}-{step}", quantity, price, price * quantity * 0.001m)));
                books = books.Apply(entries[^1]);

                var context = $"seed {seed}, run {run}, step {step}";
                Assert.True(entries[^1].Postings.Sum(posting => posting.Amount.Value) == 0, context);
                // Assets = what was paid in + profit - fees: the whole account, not only the entry, balances.
                var assets = books.Cash + new Money(books.Positions.Values.Sum(position => position.Cost.Value));
                Assert.True(assets == books.Deposits + books.RealisedProfit - books.Fees, context);
            }

            var rebuilt = entries.Aggregate(AccountBooks.Empty(Account, "USD"), (current, entry) => current.Apply(entry));
            Assert.Equal(books.Cash, rebuilt.Cash);
            Assert.Equal(books.Positions, rebuilt.Positions);
            Assert.Equal(books.Version, rebuilt.Version);
        }
    }

    private static AccountBooks Funded(decimal cash) =>
        AccountBooks.Empty(Account, "USD").Apply(Bookkeeping.Deposit(Account, new Money(cash), "opening", AnOrder.Now));

    private static AccountBooks After(AccountBooks books, Side side, decimal quantity, decimal price, decimal commission = 0) =>
        books.Apply(Bookkeeping.Trade(books, AnOrder.Intent(side: side), Fill($"exec-{books.Version}", quantity, price, commission)));

    private static Execution Fill(string id, decimal quantity, decimal price, decimal commission) =>
        new(new ExecutionId(id), new Quantity(quantity), new Price(price), Money.Rounded(commission), AnOrder.Now);
}
