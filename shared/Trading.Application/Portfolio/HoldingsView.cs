namespace Trading.Application.Portfolio;

/// <summary>What a user's accounts hold, replays left out.</summary>
/// <param name="Positions">By account, oldest first, and instrument.</param>
/// <param name="Allocation">What each currency's money is in.</param>
public sealed record HoldingsView(IReadOnlyList<HoldingView> Positions, IReadOnlyList<CurrencyAllocation> Allocation)
{
    /// <summary>All currencies in the one that was asked for; null where none was.</summary>
    public TogetherHoldings? Together { get; init; }
}
