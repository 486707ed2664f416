using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

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

    /// <summary>Exits that are to be placed as it trades.</summary>
    public ExitPlan? Bracket { get; init; }

    /// <summary>How much; null where it is not one of a quantity and an amount of cash, above zero.</summary>
    internal OrderSize? Size => (Quantity, Cash) switch
    {
        ( > 0, null) => new OrderSize.Units(new Quantity(Quantity.Value)),
        (null, > 0) => new OrderSize.Cash(new Money(Cash.Value), WholeUnits: false),
        _ => null,
    };

    /// <summary>When it trades, at which price, and how long it works.</summary>
    internal OrderInstructions Instructions => new(Kind)
    {
        LimitPrice = LimitPrice is { } limit ? new Price(limit) : null,
        StopPrice = StopPrice is { } stop ? new Price(stop) : null,
        TrailAmount = TrailAmount,
        TrailRate = TrailRate,
        TimeInForce = TimeInForce,
        GoodTill = GoodTill?.ToUniversalTime(),
    };

    /// <summary>True when an order that was made is what is asked for here.</summary>
    internal bool IsFor(NewOrder made)
    {
        return Account == made.Account.Value && made.Replaces is null &&
            Market.Equals(made.Instrument.Market.Code, StringComparison.OrdinalIgnoreCase) && Symbol.Equals(made.Instrument.Symbol, StringComparison.OrdinalIgnoreCase) &&
            (Side, Size, Tag, Group, Bracket) == (made.Side, made.Size, made.Tag, made.Group, made.Bracket) &&
            (Segment ?? made.Segment) == made.Segment && Instructions == made.Instructions;
    }
}
