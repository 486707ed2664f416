using System.Collections.Immutable;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Domain.Exits;

/// <summary>The way of an account out of everything: its open orders are cancelled, then its positions are closed. Immutable; changed by <see cref="FlatteningRules"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="User">Owner.</param>
/// <param name="Account">Which account.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="StartedAt">When, UTC.</param>
public sealed record Flattening(string Id, UserId User, AccountId Account, string Reason, DateTimeOffset StartedAt)
{
    /// <summary>How many ids before it an account remembers.</summary>
    public const int MaxEarlier = 20;

    /// <summary>How far it is.</summary>
    public FlatteningStatus Status { get; init; }

    /// <summary>What it does about each instrument in which it found a position, by instrument.</summary>
    public ImmutableSortedDictionary<string, FlatteningLeg> Legs { get; init; } = ImmutableSortedDictionary.Create<string, FlatteningLeg>(StringComparer.Ordinal);

    /// <summary>Orders that had not ended, or were not booked, when it last looked; null before its first look.</summary>
    public ImmutableList<OrderId>? Waiting { get; init; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Ids of the account's flattenings before it, newest first, at most <see cref="MaxEarlier"/>: none of them starts again.</summary>
    public ImmutableList<string> Earlier { get; init; } = [];

    /// <summary>True when it does nothing more.</summary>
    public bool IsDone => Status is FlatteningStatus.Flat or FlatteningStatus.Stuck;

    /// <summary>True for an order that it made itself.</summary>
    public bool Made(OrderId order) => Legs.Values.Any(leg => leg.Closing == order);
}
