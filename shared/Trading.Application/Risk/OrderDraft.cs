using Trading.Domain.Orders;

namespace Trading.Application.Risk;

/// <summary>An order that somebody asks about before making it.</summary>
/// <param name="Account">Account that would pay and receive; its deployment says what is traded.</param>
/// <param name="Side">Direction.</param>
/// <param name="Quantity">Units.</param>
public sealed record OrderDraft(string Account, Side Side, decimal Quantity)
{
    /// <summary>The price it may trade at; null for a market order.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>The price that the decision is taken on; null for the last close that the account's deployment saw.</summary>
    public decimal? ReferencePrice { get; init; }
}
