using System.Collections.Immutable;

namespace Trading.Domain.Reconciliation;

/// <summary>What an account is and has in the eyes of its broker.</summary>
/// <param name="Cash">Money by ISO 4217 code; a currency that is left out is zero.</param>
/// <param name="Units">Units by instrument, such as <c>US:SPY</c>, below zero short; an instrument that is left out is flat.</param>
/// <param name="Orders">Orders that work.</param>
public sealed record BrokerState(
    ImmutableSortedDictionary<string, decimal> Cash, ImmutableSortedDictionary<string, decimal> Units, ImmutableArray<BrokerOrder> Orders)
{
    /// <summary>True when nothing differs between two looks, in whatever order the orders are listed.</summary>
    public bool IsSameAs(BrokerState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Cash.SequenceEqual(other.Cash) && Units.SequenceEqual(other.Units) && Orders.Length == other.Orders.Length && !Orders.Except(other.Orders).Any();
    }
}
