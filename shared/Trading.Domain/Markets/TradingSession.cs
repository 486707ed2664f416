namespace Trading.Domain.Markets;

/// <summary>A day on which a market trades.</summary>
/// <param name="Date">The session's date where the market is; what daily bars are labelled with.</param>
/// <param name="OpensAt">First instant of regular trading, UTC.</param>
/// <param name="ClosesAt">Instant at which regular trading ends, UTC.</param>
/// <param name="IsRegular">False when it opens late, closes early or late.</param>
public readonly record struct TradingSession(DateOnly Date, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, bool IsRegular);
