namespace Trading.Domain.Matching;

/// <summary>What came of one bar or book.</summary>
/// <param name="Orders">The orders after it, in the order they were given.</param>
/// <param name="Holding">The account after it.</param>
/// <param name="Changes">What happened, in order.</param>
public sealed record MarketStep(IReadOnlyList<RestingOrder> Orders, MarketHolding Holding, IReadOnlyList<MarketChange> Changes)
{
    /// <summary>What the account's orders have taken from the book, before and now, by price; empty for a bar.</summary>
    public IReadOnlyList<BookLevel> Taken { get; init; } = [];
}
