using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Exits;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;
using Trading.Integrations.Exits;

namespace Trading.Integrations.Tests.Exits;

public sealed class TableGuardsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 14, 30, 0, TimeSpan.Zero);
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");

    private readonly IGuardRepository guards = new ServiceCollection()
        .AddSingleton(TestTables.New()).AddGuardAdapters().BuildServiceProvider().GetRequiredService<IGuardRepository>();

    [Fact]
    public async Task A_guard_is_stored_whole_and_changed_only_by_who_has_seen_it_last()
    {
        var guard = Guard("a", Spy) with
        {
            Status = GuardStatus.Exiting, Reached = "target", ReachedPrice = new Price(120.5m), ReachedAt = Now, Exit = new OrderId("guard-1-1"), ExitSize = new Quantity(7.5m), Attempts = 1,
        };
        Assert.True(await guards.TrySaveAsync(null, guard, Cancel));
        var stored = await guards.FindAsync(GuardKey.Of(guard), Cancel);

        Assert.Equal(guard, stored!.Guard);
        Assert.False(await guards.TrySaveAsync(null, guard with { Attempts = 2 }, Cancel));
        Assert.True(await guards.TrySaveAsync(stored, guard with { Attempts = 2 }, Cancel));
        Assert.False(await guards.TrySaveAsync(stored, guard with { Attempts = 3 }, Cancel));
        Assert.False(await guards.TryRemoveAsync(stored, Cancel));
        Assert.Equal(2, (await guards.FindAsync(GuardKey.Of(guard), Cancel))!.Guard.Attempts);
    }

    [Fact]
    public async Task Guards_at_work_are_found_by_instrument_and_those_that_are_done_are_not()
    {
        var longer = InstrumentId.Create(Market.US, "SPYX");
        foreach (var guard in new[] { Guard("a", Spy), Guard("b", Spy), Guard("a", longer) })
            Assert.True(await guards.TrySaveAsync(null, guard, Cancel));

        Assert.Equal(["a", "b"], await ActiveAsync(Spy));
        Assert.Equal(["a"], await ActiveAsync(longer));
        Assert.Equal(["a", "a", "b"], (await ActiveAsync(null)).Order());

        var first = await guards.FindAsync(GuardKey.Of(Guard("a", Spy)), Cancel);
        Assert.True(await guards.TrySaveAsync(first, first!.Guard with { Status = GuardStatus.Ended }, Cancel));
        Assert.Equal(["b"], await ActiveAsync(Spy));
        // It is set anew.
        var ended = await guards.FindAsync(GuardKey.Of(first.Guard), Cancel);
        Assert.True(await guards.TrySaveAsync(ended, first.Guard, Cancel));
        Assert.Equal(["a", "b"], await ActiveAsync(Spy));

        var second = await guards.FindAsync(GuardKey.Of(Guard("b", Spy)), Cancel);
        Assert.True(await guards.TryRemoveAsync(second!, Cancel));
        Assert.Equal(["a"], await ActiveAsync(Spy));
        Assert.Null(await guards.FindAsync(GuardKey.Of(second!.Guard), Cancel));
    }

    private async Task<List<string>> ActiveAsync(InstrumentId? instrument)
    {
        List<string> found = [];
        await foreach (var key in guards.ActiveAsync(instrument, Cancel))
            found.Add(key.Account.Value);
        return found;
    }

    private static Guard Guard(string account, InstrumentId instrument) => GuardRules.Set(
        "guard-1", new GuardedPosition(new UserId("owner"), new AccountId(account), instrument, Segment.UnitedStates), Side.Buy,
        new ExitPlan { StopLoss = new ExitLevel(), Trailing = new ExitTrail { Amount = 2.5m } }, new Price(100), new Price(101), Now, Now);
}
