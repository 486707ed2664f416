namespace Trading.Domain.Orders;

/// <summary>What an order does to the position it meets.</summary>
public enum OrderEffect
{
    /// <summary>Opens or enlarges a position.</summary>
    Opening,

    /// <summary>Only makes a position smaller; some limits let it pass where an opening order is denied.</summary>
    Reducing,
}
