using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Reads where an instrument is listed, which a request says only where the market has several segments.</summary>
internal static class RequestedSegment
{
    /// <summary>The segment that is meant; null when it is missing or another market's, and then the fault is added.</summary>
    public static Segment? Read(Market market, Segment? wanted, List<OrderFault> faults)
    {
        var segments = SegmentRules.SegmentsOf(market);
        Segment? segment = wanted ?? (segments is [var only] ? only : null);
        if (segment is null)
            faults.Add(new OrderFault("segment", "segment-missing", $"segment is missing; of {market} expected one of {Words(segments)}, since ticks and taxes depend on it."));
        else if (!segments.Contains(segment.Value))
            faults.Add(new OrderFault("segment", "segment-of-other-market", $"segment is '{Word(segment.Value)}'; of {market} expected one of {Words(segments)}."));
        return segment is { } one && segments.Contains(one) ? one : null;
    }

    private static string Words(IEnumerable<Segment> segments) => string.Join(", ", segments.Select(Word));

    private static string Word(Segment segment) => char.ToLowerInvariant(segment.ToString()[0]) + segment.ToString()[1..];
}
