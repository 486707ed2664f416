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
    private readonly Dictionary<OrderId, HttpAsk> acknowledged = [];
    private readonly HashSet<string> raised = new(StringComparer.Ordinal);
    private readonly StoppedTimes stops = new();
    private readonly Dictionary<AccountId, StoppedTimes> halts = [];

    /// <summary>Broken promises, in the order in which they were noticed.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>Orders that arrived at the broker.</summary>
    public IReadOnlyCollection<OrderId> Arrivals => arrivals.Keys;

    /// <summary>Fills that the market was heard to report, by their identity.</summary>
    public IReadOnlyDictionary<string, ExecutionMessage> Fills => fills;

    /// <summary>Orders that the user was told are made, and the request that made each.</summary>
    public IReadOnlyDictionary<OrderId, HttpAsk> Promised => acknowledged;

    /// <summary>Signals that the user was told are raised.</summary>
    public IReadOnlySet<string> Signals => raised;

    /// <summary>How often the user stopped everything.</summary>
    public int Stops => stops.Count;

    /// <summary>The user was told that an order is made.</summary>
    public void Acknowledged(OrderId order, HttpAsk request)
    {
        if (!acknowledged.TryAdd(order, request))
            Broken($"order {order} was given for two keys");
    }

    /// <summary>The user was told that a signal is raised.</summary>
    public void Raised(string signal) => raised.Add(signal);

    /// <summary>The user was told that no order leaves any more.</summary>
    public void Stopped() => stops.Begin(clock.GetUtcNow());

    /// <summary>The user is about to let orders leave again.</summary>
    public void Released() => stops.End(clock.GetUtcNow());

    /// <summary>The user was told that no order leaves yet.</summary>
    public void ReleaseRefused() => stops.GoOn();

    /// <summary>The user was told that an account opens nothing any more.</summary>
    public void Halted(AccountId account)
    {
        halts.TryAdd(account, new StoppedTimes());
        halts[account].Begin(clock.GetUtcNow());
    }

    /// <summary>The user is about to let an account open positions again.</summary>
    public void Resumed(AccountId account) => halts.GetValueOrDefault(account)?.End(clock.GetUtcNow());

    /// <summary>The user was told that an account opens nothing yet.</summary>
    public void ResumeRefused(AccountId account) => halts.GetValueOrDefault(account)?.GoOn();

    /// <summary>An order arrives at the broker.</summary>
    /// <param name="order">The order.</param>
    /// <param name="isCountedTwice">The broker takes it for a new one however often it arrives.</param>
    public void Arrived(NewOrder order, bool isCountedTwice) => Arrived(order, clock.GetUtcNow(), isCountedTwice);

    /// <summary>An order arrived at the broker.</summary>
    /// <param name="order">The order.</param>
    /// <param name="at">When.</param>
    /// <param name="isCountedTwice">The broker takes it for a new one however often it arrives.</param>
    public void Arrived(NewOrder order, DateTimeOffset at, bool isCountedTwice)
    {
        var count = arrivals[order.Id] = arrivals.GetValueOrDefault(order.Id) + 1;
        if (isCountedTwice && count > 1)
            Broken($"order {order.Id} arrived {count} times at a broker that takes each for a new one");
        if (stops.Over(at - UnderWay, at) is { } stopped)
            Broken($"order {order.Id} arrived at the broker at {at:O}; the kill switch is engaged since {stopped:O}");
        if (order.Effect is OrderEffect.Opening && halts.GetValueOrDefault(order.Account)?.Over(at - UnderWay, at) is { } halted)
            Broken($"order {order.Id}, which opens, arrived at the broker at {at:O}; its account is halted since {halted:O}");
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
