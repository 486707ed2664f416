namespace Trading.Domain.Orders;

/// <summary>Where an order stands; folded from its events.</summary>
public enum OrderStatus
{
    /// <summary>The intent is stored, nothing was sent.</summary>
    Created,

    /// <summary>Final: our own rules refused it, nothing was sent.</summary>
    RiskDenied,

    /// <summary>About to be sent, or sent and not yet answered.</summary>
    Submitting,

    /// <summary>The broker has it, but does not say yet that it works.</summary>
    Submitted,

    /// <summary>Sent, and no answer came. Resolved by asking the broker, never by sending again.</summary>
    Unknown,

    /// <summary>In the market.</summary>
    Working,

    /// <summary>In the market, part of it traded.</summary>
    PartiallyFilled,

    /// <summary>Final: all of it traded.</summary>
    Filled,

    /// <summary>We asked to cancel; a fill may still win the race.</summary>
    CancelPending,

    /// <summary>Final: cancelled, perhaps after part of it traded.</summary>
    Cancelled,

    /// <summary>Final: the broker refused it, or what remained after a part traded.</summary>
    Rejected,

    /// <summary>Final: its time ran out.</summary>
    Expired,
}
