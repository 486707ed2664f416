namespace Trading.Domain.Orders;

/// <summary>Direction of an order or a fill.</summary>
public enum Side
{
    /// <summary>Adds units.</summary>
    Buy,

    /// <summary>Takes units away.</summary>
    Sell,
}
