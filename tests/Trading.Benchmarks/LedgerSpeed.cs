using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Benchmarks;

/// <summary>A million ledger entries, in two currencies and a hundred instruments: making them one by one, and folding them again into books and lots.</summary>
internal static class LedgerSpeed
{
    private const int Entries = 1_000_000;
    private const int Rounds = 5;

    private static readonly AccountId Account = new("account-1");
    private static readonly DateTimeOffset Start = new(2020, 1, 2, 14, 30, 0, TimeSpan.Zero);
    private static readonly InstrumentId[] Instruments =
        [.. Enumerable.Range(0, 100).Select(i => InstrumentId.Create(i < 50 ? Market.US : Market.KRX, $"SYM{i}"))];

    public static void Run()
    {
        var entries = new List<LedgerEntry>(Entries);
        var books = AccountBooks.Empty(Account, "USD");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        PerEntry("ledger.book", Measure.Seconds(() => books = Make(entries)));
        Measure.Print("ledger.entry.memory", (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Entries, "bytes");

        Rebuild("ledger.rebuild", () => AccountBooks.Empty(Account, "USD").Apply(entries), rebuilt => rebuilt.Cash == books.Cash && rebuilt.Version == Entries);
        Rebuild("ledger.lots", () => Lots.Empty.Apply(entries), lots => lots.Open.Sum(lot => lot.Units) == books.Positions.Values.Sum(held => held.Units));
        Measure.PrintPeak();
    }

    private static void Rebuild<T>(string name, Func<T> fold, Func<T, bool> agrees)
    {
        if (!agrees(fold()))
            throw new InvalidOperationException($"{name} does not agree with what was booked one by one.");
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        fold();
        Measure.Print($"{name}.allocated", (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)Entries, "bytes/entry");
        var seconds = Measure.Least(Enumerable.Range(0, Rounds).Select(_ => Measure.Seconds(() => fold())));
        Measure.PrintSeconds(name, seconds);
        PerEntry($"{name}.entry", seconds);
    }

    private static void PerEntry(string name, double seconds) => Measure.Print(name, seconds * 1e9 / Entries, "ns");

    /// <summary>Deposits, a dividend in a hundred, and trades that open, add to, reduce, close and turn positions.</summary>
    private static AccountBooks Make(List<LedgerEntry> entries)
    {
        var random = new Random(1);
        var books = AccountBooks.Empty(Account, "USD");
        for (var i = 0; i < Entries; i++)
        {
            var (instrument, at) = (Instruments[random.Next(Instruments.Length)], Start.AddMinutes(i));
            var currency = books.OnLines(instrument.Market.Currency);
            var entry = i < 2 ? Bookkeeping.Deposit(Account, new Money(1_000_000_000), $"{i}", at, i == 0 ? null : "KRW")
                : i % 100 == 0 ? Bookkeeping.Payment($"dividend-{i}", LedgerAccount.Dividends, new Money(12.34m), "", at, currency, new Money(1.85m))
                : Bookkeeping.Trade(books, Intent(instrument, random.Next(2) == 0 ? Side.Buy : Side.Sell, at), Fill(i, random, at));
            books = books.Apply(entry);
            entries.Add(entry);
        }

        return books;
    }

    private static NewOrder Intent(InstrumentId instrument, Side side, DateTimeOffset at) => new(
        new OrderId("order-1"), new UserId("owner"), Account, instrument, side, new OrderSize.Units(new Quantity(10)), OrderEffect.Opening, new Price(100),
        new SignalId("signal-1"), new DeploymentId(Account.Value), at);

    private static Execution Fill(int number, Random random, DateTimeOffset at) =>
        new(new ExecutionId($"{number}"), new Quantity(random.Next(1, 200)), new Price(random.Next(1_000, 100_000) / 100m), new Money(1.05m), at)
        {
            Tax = new Money(0.12m),
        };
}
