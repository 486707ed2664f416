using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Quant.Backtests;

/// <summary>An order of a strategy.</summary>
/// <param name="Instrument">Position of the instrument.</param>
/// <param name="Side">Direction; of no meaning to <see cref="TradeSizeKind.TargetFraction"/>.</param>
/// <param name="Size">How much.</param>
/// <param name="Kind">When it trades.</param>
public readonly record struct OrderRequest(int Instrument, Side Side, TradeSize Size, OrderKind Kind = OrderKind.Market)
{
    /// <summary>Worst price of a limit and a stop-limit order.</summary>
    public double Limit { get; init; }

    /// <summary>Price that wakes a stop and a stop-limit order.</summary>
    public double Stop { get; init; }

    /// <summary>Distance at which a trailing stop follows, at first behind the last close.</summary>
    public Distance Trail { get; init; }

    /// <summary>Orders placed when this one opens a position.</summary>
    public Bracket Bracket { get; init; }

    /// <summary>Orders with the same number other than zero belong together: the first that fills cancels the others.</summary>
    public int Group { get; init; }

    /// <summary>Bars of the instrument after which what is left is cancelled; zero for never. The first is that before whose open the order arrives.</summary>
    /// <remarks>As brokers and engines know an order's time (good till date at Interactive Brokers, in LEAN and NautilusTrader): a fill of a part of it does not lengthen it.</remarks>
    public int GoodForBars { get; init; }

    /// <summary>Why, in a word; carried to the fills and trades.</summary>
    public string? Tag { get; init; }
}
