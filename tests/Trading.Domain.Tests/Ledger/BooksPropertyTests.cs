using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Ledger;

/// <summary>What holds of any sequence of bookings in two currencies.</summary>
public sealed class BooksPropertyTests
{
    private const int Seed = 20_260_105;
    private const int Runs = 60;
    private const int Steps = 80;

    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId[] Instruments =
        [InstrumentId.Create(Market.US, "SPY"), InstrumentId.Create(Market.US, "BRK.B"), InstrumentId.Create(Market.KRX, "005930")];

    private readonly Random random = new(Seed);

    [Fact]
    public void Every_entry_balances_in_each_currency_and_so_do_the_books() => EachStep((books, entry, context) =>
    {
        foreach (var lines in entry.Postings.GroupBy(line => line.Currency))
            Assert.True(lines.Sum(line => line.Amount.Value) == 0, context);
        foreach (var currency in books.Currencies)
            Assert.True(books.EquityIn(currency, _ => null) == books.In(currency).NetWorthAtCost, $"{context}, {currency}");
    });

    [Fact]
    public void No_amount_ever_has_more_decimals_than_the_books_keep() => EachStep((books, entry, context) =>
    {
        Assert.All(entry.Postings, line => Assert.True(line.Amount == Money.Rounded(line.Amount.Value), $"{context}: {line}"));
        Assert.All(books.Positions.Values, held => Assert.True(held.Cost == Money.Rounded(held.Cost.Value), $"{context}: {held}"));
        Assert.All(books.Positions.Values, held => Assert.True(held.Units == decimal.Round(held.Units, Quantity.Decimals), $"{context}: {held}"));
    });

    [Fact]
    public void Folded_at_once_in_parts_or_one_by_one_the_books_are_the_same_to_the_last_bit()
    {
        EachRun((entries, books, context) =>
        {
            var cut = random.Next(entries.Count);

            var atOnce = AccountBooks.Empty(Account, "USD").Apply(entries);
            var inParts = AccountBooks.Empty(Account, "USD").Apply(entries.Take(cut)).Apply(entries.Skip(cut));

            Assert.True(Bits(books).SequenceEqual(Bits(atOnce)), context);
            Assert.True(Bits(books).SequenceEqual(Bits(inParts)), $"{context}, cut at {cut}");
        });
    }

    [Fact]
    public void Lots_add_up_to_the_positions_and_once_all_is_sold_both_methods_made_the_same_profit()
    {
        EachRun((entries, books, context) =>
        {
            var lots = entries.Aggregate(Lots.Empty, (folded, entry) => folded.Apply(entry));
            foreach (var instrument in Instruments)
            {
                var units = books.PositionIn(instrument).Units;
                Assert.True(lots.Open.Where(lot => lot.Instrument == instrument).Sum(lot => lot.Units) == units, $"{context}, {instrument}");
                if (units == 0)
                    continue;
                var entry = Trade(books, instrument, units > 0 ? Side.Sell : Side.Buy, Math.Abs(units), 12.34567891m, "last");
                (books, lots) = (books.Apply(entry), lots.Apply(entry));
            }

            Assert.True(books.Positions.IsEmpty && !lots.Open.Any(), context);
            foreach (var currency in books.Currencies)
                Assert.True(books.In(currency).RealisedProfit == lots.RealisedProfitIn(currency), $"{context}, {currency}");
        });
    }

    private void EachStep(Action<AccountBooks, LedgerEntry, string> check)
    {
        for (var run = 0; run < Runs; run++)
        {
            var books = AccountBooks.Empty(Account, "USD");
            for (var step = 0; step < Steps; step++)
            {
                var entry = Anything(books, step);
                books = books.Apply(entry);
                check(books, entry, $"seed {Seed}, run {run}, step {step}, {entry.Kind}");
            }
        }
    }

    private void EachRun(Action<IReadOnlyList<LedgerEntry>, AccountBooks, string> check)
    {
        for (var run = 0; run < Runs; run++)
        {
            var books = AccountBooks.Empty(Account, "USD");
            List<LedgerEntry> entries = [];
            for (var step = 0; step < Steps; step++)
            {
                entries.Add(Anything(books, step));
                books = books.Apply(entries[^1]);
            }

            check(entries, books, $"seed {Seed}, run {run}");
        }
    }

    private LedgerEntry Anything(AccountBooks books, int step)
    {
        var instrument = Instruments[random.Next(Instruments.Length)];
        var (id, currency) = ($"{step}", random.Next(2) == 0 ? null : "KRW");
        return random.Next(12) switch
        {
            0 => Bookkeeping.Deposit(Account, Amount(), id, Day(step), currency),
            1 => Bookkeeping.Withdrawal(Account, Amount(), id, Day(step), currency),
            2 => Bookkeeping.Conversion(id, (Amount(), currency), (Amount(), currency is null ? "KRW" : null), "", Day(step)),
            3 => Bookkeeping.Payment(id, LedgerAccount.Interest, random.Next(2) == 0 ? Amount() : -Amount(), "", Day(step), currency),
            4 => Bookkeeping.Payment(id, LedgerAccount.Dividends, Amount(), "", Day(step), books.OnLines(instrument.Market.Currency), Amount()),
            5 => Bookkeeping.Split(
                id, books.PositionIn(instrument), random.Next(1, 40) / 8m, Day(step),
                random.Next(2) == 0 ? new Price(Number(9)) : null, books.OnLines(instrument.Market.Currency)),
            _ => Trade(books, instrument, random.Next(2) == 0 ? Side.Buy : Side.Sell, Number(8), Number(random.Next(12)), id),
        };
    }

    private LedgerEntry Trade(AccountBooks books, InstrumentId instrument, Side side, decimal quantity, decimal price, string id) => Bookkeeping.Trade(
        books,
        AnOrder.Intent(side: side) with { Instrument = instrument },
        new Execution(new ExecutionId(id), new Quantity(quantity), new Price(price), Amount(), AnOrder.Now) { Tax = random.Next(2) == 0 ? Amount() : Money.Zero });

    private Money Amount() => new(Number(random.Next(Money.Decimals + 1)));

    /// <summary>Above zero, with some decimals.</summary>
    private decimal Number(int decimals) => decimal.Round((decimal)random.NextDouble() * 300, decimals) + 1;

    private static DateTimeOffset Day(int step) => AnOrder.Now.AddDays(step);

    /// <summary>Every number of the books with its decimals: 1.0 and 1.00 differ.</summary>
    private static IEnumerable<int> Bits(AccountBooks books) => books.Currencies.Select(books.In)
        .SelectMany(totals => new[]
        {
            totals.Cash, totals.Fees, totals.RealisedProfit, totals.Deposits, totals.Taxes, totals.Interest, totals.Dividends, totals.Exchanged,
        })
        .Select(amount => amount.Value)
        .Concat(books.Positions.Values.SelectMany(held => new[] { held.Units, held.Cost.Value }))
        .SelectMany(decimal.GetBits)
        .Append(books.Version);
}
