using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>An order as a person asks for it, not yet checked.</summary>
/// <param name="Account">Which account trades.</param>
/// <param name="Market">Code of the market.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Side">Direction.</param>
public sealed record RequestedOrder(string Account, string Market, string Symbol, Side Side)
{
    /// <summary>Units; null for an order sized in cash.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Cash to spend on a market order, commission included; null for an order sized in units.</summary>
    public decimal? Cash { get; init; }

    /// <summary>When it trades.</summary>
    public OrderKind Kind { get; init; }

    /// <summary>Worst price of a limit and of a stop-limit order.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Price that wakes a stop and a stop-limit order.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Distance of a trailing stop, in currency.</summary>
    public decimal? TrailAmount { get; init; }

    /// <summary>Distance of a trailing stop, as a fraction.</summary>
    public decimal? TrailRate { get; init; }

    /// <summary>How long it works.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>When an order that is good till a date ends.</summary>
    public DateTimeOffset? GoodTill { get; init; }

    /// <summary>Where a Korean instrument is listed; of the United States it is known.</summary>
    public Segment? Segment { get; init; }

    /// <summary>Why it is made, for statistics.</summary>
    public string? Tag { get; init; }

    /// <summary>Orders of one group end each other.</summary>
    public string? Group { get; init; }
}
