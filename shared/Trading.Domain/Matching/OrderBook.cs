using Trading.Domain.Markets;

namespace Trading.Domain.Matching;

/// <summary>What others wanted and offered at an instant, by price. A side is empty where nobody stands, as in a halt or at a price limit. Immutable.</summary>
public sealed class OrderBook
{
    /// <summary>Most levels of a side.</summary>
    public const int MaxLevels = 50;

    /// <summary>A book.</summary>
    /// <param name="instrument">Whose.</param>
    /// <param name="segment">Where it is listed, which gives the grid of prices.</param>
    /// <param name="time">When it stood so, UTC.</param>
    /// <param name="bids">What others buy at, best first: falling.</param>
    /// <param name="asks">What others sell at, best first: rising.</param>
    /// <exception cref="ArgumentException">The levels are no book: see <see cref="OrderBookRules.Check"/>.</exception>
    public OrderBook(InstrumentId instrument, Segment segment, DateTimeOffset time, IReadOnlyList<BookLevel> bids, IReadOnlyList<BookLevel> asks)
    {
        ArgumentNullException.ThrowIfNull(bids);
        ArgumentNullException.ThrowIfNull(asks);
        if (OrderBookRules.Check(segment, time, bids, asks).FirstOrDefault() is { } fault)
            throw new ArgumentException(fault.Message);
        (Instrument, Segment, Time, Bids, Asks) = (instrument, segment, time, bids, asks);
    }

    /// <summary>Whose it is.</summary>
    public InstrumentId Instrument { get; }

    /// <summary>Where the instrument is listed.</summary>
    public Segment Segment { get; }

    /// <summary>When it stood so, UTC.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>What others buy at, best first.</summary>
    public IReadOnlyList<BookLevel> Bids { get; }

    /// <summary>What others sell at, best first.</summary>
    public IReadOnlyList<BookLevel> Asks { get; }

    /// <summary>Highest price that somebody pays; null where nobody buys.</summary>
    public decimal? BestBid => Bids.Count > 0 ? Bids[0].Price : null;

    /// <summary>Lowest price at which somebody sells; null where nobody does.</summary>
    public decimal? BestAsk => Asks.Count > 0 ? Asks[0].Price : null;

    /// <summary>Halfway between both; null where a side is empty.</summary>
    public decimal? Mid => (BestBid + BestAsk) / 2;

    /// <summary>Distance between both; null where a side is empty.</summary>
    public decimal? Spread => BestAsk - BestBid;

    /// <summary>True when another book says the same: instrument, segment, time and levels.</summary>
    public bool IsSameAs(OrderBook other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Instrument, Segment, Time) == (other.Instrument, other.Segment, other.Time) && Bids.SequenceEqual(other.Bids) && Asks.SequenceEqual(other.Asks);
    }
}
