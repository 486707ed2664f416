using Trading.Domain.Markets;
using Trading.Domain.Matching;

namespace Trading.Application.MarketData;

/// <summary>An order book as it is sent.</summary>
/// <param name="Time">When it stood so: an instant, UTC without an offset.</param>
/// <param name="Bids">What others buy at, best first.</param>
/// <param name="Asks">What others sell at, best first.</param>
public sealed record BookDraft(string Time, IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks)
{
    /// <summary>Where a Korean instrument is listed; of the United States it is known.</summary>
    public Segment? Segment { get; init; }
}
