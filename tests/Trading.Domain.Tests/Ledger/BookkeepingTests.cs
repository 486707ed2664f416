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
    public void An_entry_balances_in_each_of_its_currencies_and_not_across_them()
    {
        var error = Assert.Throws<ArgumentException>(() => new LedgerEntry(
            "x", "conversion", "", default, [new Posting(LedgerAccount.Cash, new Money(-5)), new Posting(LedgerAccount.Cash, new Money(5), Currency: "KRW")]));

        Assert.Contains("account's currency that sum to -5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conversion_stands_in_both_currencies_and_what_rates_gained_is_left_in_the_exchange_account()
    {
        // The trip of P. Selinger's tutorial on multiple currency accounting, without the meal: 120 CAD for 100 USD at 1.20, back at 1.25 for 125 CAD.
        var books = AccountBooks.Empty(Account, "CAD").Apply(Bookkeeping.Deposit(Account, new Money(200), "opening", AnOrder.Now));
        books = books.Apply(Bookkeeping.Conversion("there", (new Money(120), null), (new Money(100), "USD"), "", AnOrder.Now));

        Assert.Equal((80, 100), (books.Cash.Value, books.In("USD").Cash.Value));
        Assert.Equal((-120, 100), (books.Exchanged.Value, books.In("USD").Exchanged.Value));

        books = books.Apply(Bookkeeping.Conversion("back", (new Money(100), "USD"), (new Money(125), null), "", AnOrder.Now));

        Assert.Equal((205, 0), (books.Cash.Value, books.In("USD").Cash.Value));
        Assert.Equal((5, 0), (books.Exchanged.Value, books.In("USD").Exchanged.Value));
        Assert.Equal(["CAD", "USD"], books.Currencies);
    }

    [Fact]
    public void A_trade_is_booked_in_the_currency_of_its_market()
    {
        // Ten of 005930 at 70,000 won, commission 100 and, sold at 71,000, a tax of 1,420: the dollars stay as they are.
        var samsung = InstrumentId.Create(Market.KRX, "005930");
        var books = Funded(1000).Apply(Bookkeeping.Conversion("c", (new Money(600), null), (new Money(840_000), "KRW"), "", AnOrder.Now));
        books = books.Apply(Bookkeeping.Trade(books, AnOrder.Intent() with { Instrument = samsung }, Fill("exec-1", 10, 70_000, 100)));

        Assert.Equal((400, 139_900), (books.Cash.Value, books.In("KRW").Cash.Value));
        Assert.Equal((400, 859_900), (books.EquityAt(_ => new Price(72_000)).Value, books.EquityIn("KRW", _ => new Price(72_000)).Value));

        var sale = Fill("exec-2", 10, 71_000, 100) with { Tax = new Money(1420) };
        books = books.Apply(Bookkeeping.Trade(books, AnOrder.Intent(side: Side.Sell) with { Instrument = samsung }, sale));

        var won = books.In("KRW");
        Assert.Equal((848_380, 10_000, 200, 1420), (won.Cash.Value, won.RealisedProfit.Value, won.Fees.Value, won.Taxes.Value));
        Assert.Equal(won.Cash, won.NetWorthAtCost);
        Assert.Equal((Money.Zero, Money.Zero), (books.Fees, books.RealisedProfit));
    }

    [Fact]
    public void A_withdrawal_is_less_cash_and_less_paid_in()
    {
        var books = Funded(1000).Apply(Bookkeeping.Withdrawal(Account, new Money(300), "rent", AnOrder.Now));

        Assert.Equal((700, 700), (books.Cash.Value, books.Deposits.Value));
    }

    [Fact]
    public void What_is_withheld_of_a_dividend_is_a_line_of_its_own()
    {
        // 15 % of 40.
        var entry = Bookkeeping.Payment("d", LedgerAccount.Dividends, new Money(40), "US:SPY", AnOrder.Now, tax: new Money(6));

        var books = Funded(1000).Apply(entry);

        Assert.Equal((1034, 40, 6), (books.Cash.Value, books.Dividends.Value, books.Taxes.Value));
        Assert.Equal(3, entry.Postings.Count);
    }

    [Theory]
    [InlineData(7, 1.5, 10, 0.5)]       // 10.5 units: half a unit is paid out
    [InlineData(-7, 1.5, -10, -0.5)]
    [InlineData(3, 0.1, 0, 0.3)]        // 0.3 units: all are paid out
    [InlineData(8, 1.5, 12, 0)]
    public void Cash_in_lieu_sells_the_fraction_that_a_split_leaves(decimal held, decimal ratio, decimal units, decimal fraction)
    {
        // Every old unit cost 30, so a new one cost 30 / ratio; the fraction is paid at 40.
        var books = After(Funded(1000), held > 0 ? Side.Buy : Side.Sell, Math.Abs(held), 30);

        var entry = Bookkeeping.Split("s", books.PositionIn(Spy), ratio, AnOrder.Now, inLieu: new Price(40));
        var after = books.Apply(entry);

        Assert.Equal((units, fraction * 40), (after.PositionIn(Spy).Units, (after.Cash - books.Cash).Value));
        Assert.Equal(fraction * (40 - (30 / ratio)), after.RealisedProfit.Value, 7);
        Assert.Equal(after.In("USD").NetWorthAtCost, after.Cash + after.PositionIn(Spy).Cost);
        var lots = Lots.Empty.Apply(Bookkeeping.Trade(Funded(1000), AnOrder.Intent(side: held > 0 ? Side.Buy : Side.Sell), Fill("exec", Math.Abs(held), 30, 0))).Apply(entry);
        Assert.Equal((units, after.RealisedProfit), (lots.Open.Sum(lot => lot.Units), lots.RealisedProfitIn("USD")));
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
