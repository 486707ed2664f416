using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Local.Trials;

/// <summary>
/// What an observer outside all processes sees of trading: what the user was promised, and what arrives and trades at the broker. Each promise that is
/// broken becomes a line in <see cref="Violations"/>.
/// </summary>
/// <param name="clock">The clock on the wall.</param>
internal sealed class TradingJournal(TimeProvider clock)
{
    // What was under way when the promise was given may still arrive.
    private static readonly TimeSpan UnderWay = BrokerFaults.LongestWay + TimeSpan.FromSeconds(1);

    private readonly List<string> violations = [];
    private readonly Dictionary<OrderId, int> arrivals = [];
    private readonly Dictionary<string, ExecutionMessage> fills = new(StringComparer.Ordinal);
    private readonly Dictionary<AccountId, DateTimeOffset> haltedSince = [];
    private DateTimeOffset? stoppedSince;

    /// <summary>Broken promises, in the order in which they were noticed.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>Orders that arrived at the broker.</summary>
    public IReadOnlyCollection<OrderId> Arrivals => arrivals.Keys;

    /// <summary>Fills that the market was heard to report, by their identity.</summary>
    public IReadOnlyDictionary<string, ExecutionMessage> Fills => fills;

    /// <summary>The user was told that no order leaves any more.</summary>
    public void Stopped() => stoppedSince ??= clock.GetUtcNow();

    /// <summary>The user is about to let orders leave again.</summary>
    public void Released() => stoppedSince = null;

    /// <summary>The user was told that an account opens nothing any more.</summary>
    public void Halted(AccountId account) => haltedSince.TryAdd(account, clock.GetUtcNow());

    /// <summary>The user is about to let an account open positions again.</summary>
    public void Resumed(AccountId account) => haltedSince.Remove(account);

    /// <summary>An order arrives at the broker.</summary>
    /// <param name="order">The order.</param>
    /// <param name="isCountedTwice">The broker takes it for a new one however often it arrives.</param>
    public void Arrived(NewOrder order, bool isCountedTwice)
    {
        var count = arrivals[order.Id] = arrivals.GetValueOrDefault(order.Id) + 1;
        if (isCountedTwice && count > 1)
            Broken($"order {order.Id} arrived {count} times at a broker that takes each for a new one");
        if (clock.GetUtcNow() - stoppedSince > UnderWay)
            Broken($"order {order.Id} arrived at the broker at {clock.GetUtcNow():O}; the kill switch is engaged since {stoppedSince:O}");
        if (order.Effect is OrderEffect.Opening && haltedSince.TryGetValue(order.Account, out var since) && clock.GetUtcNow() - since > UnderWay)
            Broken($"order {order.Id}, which opens, arrived at the broker at {clock.GetUtcNow():O}; its account is halted since {since:O}");
    }

    /// <summary>The market reports trades.</summary>
    public void Reported(IReadOnlyList<ExecutionMessage> reports)
    {
        foreach (var fill in reports.Where(report => report.Kind == ExecutionKinds.Fill))
        {
            if (!fills.TryAdd(fill.ExecutionId!, fill) && fills[fill.ExecutionId!] with { At = fill.At } != fill)
                Broken($"the broker reports fill {fill.ExecutionId} of order {fill.Order} with other figures than before");
        }
    }

    /// <summary>Notes a broken promise.</summary>
    public void Broken(string promise) => violations.Add(promise);
}
