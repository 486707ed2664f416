using Trading.Application.MarketData;
using Trading.Application.Portfolio;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Portfolio;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Portfolio;

public sealed class TakeSnapshotsTests : IAccountSnapshots
{
    private static readonly Account Account = new(
        new UserId("owner"), new AccountId("account-1"), "By hand", AccountKind.Simulator, "simulator", "USD", Noon(1));

    private readonly MemoryStores stores = new(Crash.Never);
    private readonly SortedDictionary<DateOnly, DailySnapshot> stored = [];
    private readonly ManualClock clock = new();
    private int saved;

    public TakeSnapshotsTests()
    {
        stores.Accounts[Account.Id] = Account;
        stores.Ledgers[Account.Id] = [Bookkeeping.Deposit(Account.Id, new Money(1000), "opening", Noon(1)), Spy(10, 500, Noon(1))];
        stores.Bars = Bars((1, 60));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_snapshot_is_taken_after_the_close_and_once_however_often_the_timer_runs()
    {
        // 2024-07-01 is a Monday; New York closes at 20:00Z in summer.
        clock.Now = new DateTimeOffset(2024, 7, 1, 19, 59, 0, TimeSpan.Zero);
        Assert.Equal(0, await TakeAsync());

        clock.Now = new DateTimeOffset(2024, 7, 1, 20, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, await TakeAsync());
        Assert.Equal(0, await TakeAsync());
        Assert.Equal((1100m, 1), (stored[new(2024, 7, 1)].Currencies[0].TotalAssets.Value, saved));
    }

    [Fact]
    public async Task Days_that_were_missed_are_made_up_for_and_a_late_close_mends_its_day()
    {
        // Three sessions passed; only the first has its close. Ten at 60, then ten at 61 on the 2nd.
        clock.Now = new DateTimeOffset(2024, 7, 3, 22, 0, 0, TimeSpan.Zero);
        Assert.Equal(3, await TakeAsync());
        Assert.Equal([true, false, false], stored.Values.Select(day => day.IsFinal));

        stores.Bars = Bars((1, 60), (2, 61));
        Assert.Equal(2, await TakeAsync());
        Assert.Equal([(true, 1100m), (true, 1110m), (false, 1110m)], stored.Values.Select(day => (day.IsFinal, day.Currencies[0].TotalAssets.Value)));
    }

    [Fact]
    public async Task A_booking_of_an_earlier_day_mends_the_days_since()
    {
        clock.Now = new DateTimeOffset(2024, 7, 1, 22, 0, 0, TimeSpan.Zero);
        await TakeAsync();

        stores.Ledgers[Account.Id].Add(Bookkeeping.Payment("d", LedgerAccount.Dividends, new Money(5), "", Noon(1)));
        Assert.Equal(1, await TakeAsync());
        Assert.Equal(1105m, stored[new(2024, 7, 1)].Currencies[0].TotalAssets.Value);
    }

    [Fact]
    public async Task Pages_of_snapshots_follow_one_another()
    {
        clock.Now = new DateTimeOffset(2024, 7, 3, 22, 0, 0, TimeSpan.Zero);
        await TakeAsync();
        var handler = new GetSnapshotsHandler(stores, this);

        var first = (await handler.HandleAsync(Account.User, Account.Id, DateOnly.MinValue, DateOnly.MaxValue, 2, Cancel))!;
        var second = (await handler.HandleAsync(Account.User, Account.Id, new DateOnly(2024, 7, 3), DateOnly.MaxValue, 2, Cancel))!;

        Assert.Equal([1, 2], first.Snapshots.Select(day => day.Date.Day));
        Assert.Equal([3], second.Snapshots.Select(day => day.Date.Day));
        Assert.Equal(("2024-07-03", null), (first.Continuation, second.Continuation));
    }

    Task IAccountSnapshots.SaveAsync(UserId user, AccountId account, IReadOnlyList<DailySnapshot> snapshots, CancellationToken cancellationToken)
    {
        foreach (var snapshot in snapshots)
            stored[snapshot.Date] = snapshot;
        saved += snapshots.Count;
        return Task.CompletedTask;
    }

    IAsyncEnumerable<DailySnapshot> IAccountSnapshots.ListAsync(UserId user, AccountId account, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        stored.Values.Where(day => day.Date >= from && day.Date <= to).ToList().ToAsyncEnumerable();

    private Task<int> TakeAsync() => new TakeSnapshotsHandler(
        stores, stores, new AccountHistories(stores, stores, new DailyCloses(stores), clock), this, clock).HandleAsync(Cancel);

    private static DateTimeOffset Noon(int day) => new(2024, 7, day, 16, 0, 0, TimeSpan.Zero);

    private static BarSeries Bars(params (int Day, double Close)[] closes) => BarSeries.FromBars(
        [.. closes.Select(one => new Bar(new DateTimeOffset(2024, 7, one.Day, 0, 0, 0, TimeSpan.Zero), one.Close, one.Close, one.Close, one.Close, 1))]);

    private static LedgerEntry Spy(decimal units, decimal cost, DateTimeOffset at) => new(
        $"execution-{at:dd}", "trade", "order", at,
        [
            new Posting(LedgerAccount.Cash, new Money(-cost)),
            new Posting(LedgerAccount.Position, new Money(cost), Domain.Markets.InstrumentId.Create(Domain.Markets.Market.US, "SPY"), units),
        ]);

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
