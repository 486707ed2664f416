using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Whether what is stored of an order is what was stored: the intent, what was decided, sent, answered and filled, in order.</summary>
/// <param name="LastSeal">The seal of its last event: whoever keeps it can tell later that nothing before was changed.</param>
/// <param name="Events">Number of its events.</param>
/// <param name="Problems">Everything that does not fit together, a sentence each; empty when it is intact.</param>
public sealed record OrderCertificate(string LastSeal, int Events, IReadOnlyList<string> Problems)
{
    /// <summary>True when nothing was changed.</summary>
    public bool IsIntact => Problems.Count == 0;

    /// <summary>Checks an order. Pure.</summary>
    /// <param name="stored">What is stored.</param>
    /// <param name="knownVersion">A version whose seal the caller kept; null for none.</param>
    /// <param name="knownSeal">That seal.</param>
    public static OrderCertificate Of(SealedOrder stored, int? knownVersion = null, string? knownSeal = null)
    {
        ArgumentNullException.ThrowIfNull(stored);
        List<string> problems = [];
        var (seal, unsealed) = (EventChain.Start, 0);
        for (var i = 0; i < stored.Events.Count; i++)
        {
            var (version, text, held, happened) = stored.Events[i];
            if (version != i + 1)
                problems.Add($"Event {i + 1} is missing; event {version} stands in its place.");
            // An order from before events were sealed has nothing to be held against; once one is sealed, all that follow are.
            if (held.Length == 0 && seal.Length == 0)
            {
                unsealed = version;
            }
            else
            {
                if (held != EventChain.Next(seal, version, text))
                    problems.Add($"Event {version} is not what was stored: its seal is broken.");
                seal = held;
            }

            if (happened is null)
                problems.Add($"Event {version} can't be read.");
            if (version == knownVersion && held != knownSeal)
                problems.Add($"Event {version} has another seal than the one that is known: the history was written anew.");
        }

        if (unsealed > 0)
            problems.Insert(0, $"The events up to {unsealed} have no seal: nothing shows whether they are what was stored.");
        if (knownVersion > stored.Events.Count)
            problems.Add($"There is no event {knownVersion}, whose seal is known.");
        CheckOrder(stored, seal, problems);
        return new OrderCertificate(stored.LastSeal, stored.Events.Count, problems);
    }

    private static void CheckOrder(SealedOrder stored, string seal, List<string> problems)
    {
        if (stored.LastSeal != seal)
            problems.Add("The order does not hold the seal of its last event: events were taken away or added.");
        if ((stored.Seal.Length > 0 || seal.Length > 0) && stored.Seal != EventChain.Next(stored.LastSeal, stored.Events.Count, stored.Text))
            problems.Add("The order is not what was stored: its seal is broken.");
        if (stored.Order is not { } order)
        {
            problems.Add("The order can't be read.");
            return;
        }

        if (order.Status.ToString() != stored.Status)
            problems.Add($"The order is {order.Status} and is listed as {stored.Status}.");
        if (stored.Events.Count > 0 && stored.Events.All(one => one.Event is not null) && stored.Events[0].Event is OrderCreated &&
            !IsSame(OrderRules.Fold(stored.Events.Select(one => one.Event!)), order))
            problems.Add("The order is not what its events add up to.");
    }

    private static bool IsSame(Order one, Order other) =>
        Bare(one) == Bare(other) && one.Executions.SequenceEqual(other.Executions) && one.Booked.SetEquals(other.Booked) &&
        one.Contradictions.SetEquals(other.Contradictions);

    // Collections of records are equal by reference; compared apart.
    private static Order Bare(Order order) => order with { Executions = [], Booked = [], Contradictions = [] };
}
