using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Risk;

/// <summary>The market of the order's instrument as the checks see it.</summary>
/// <param name="At">Time of the market, UTC: now, or where a replay stands.</param>
/// <param name="Last">Last price known.</param>
/// <param name="PreviousClose">Close of the session before; null when it is not known.</param>
/// <param name="Segment">Where the instrument is listed; null when it is not known, and then no rules of a segment apply.</param>
public sealed record RiskMarket(DateTimeOffset At, Price Last, Price? PreviousClose, Segment? Segment)
{
    /// <summary>Where an instrument is listed when nobody says: in the United States one segment's rules hold for all.</summary>
    public static Segment? SegmentOf(Market market, Segment? said) => said ?? (market == Market.US ? Markets.Segment.UnitedStates : null);
}
