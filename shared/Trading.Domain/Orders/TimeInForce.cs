namespace Trading.Domain.Orders;

/// <summary>How long an order works.</summary>
public enum TimeInForce
{
    /// <summary>Until it is filled or cancelled.</summary>
    GoodTillCancelled,

    /// <summary>Until the session ends.</summary>
    Day,

    /// <summary>At once, as far as it goes; the rest is cancelled.</summary>
    ImmediateOrCancel,

    /// <summary>At once and whole, or not at all.</summary>
    FillOrKill,

    /// <summary>Until a moment that the order names.</summary>
    GoodTillDate,
}
