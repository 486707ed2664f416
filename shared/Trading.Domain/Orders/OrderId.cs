namespace Trading.Domain.Orders;

/// <summary>Our id of an order; also the id that a broker is given. The same signal always leads to the same order id.</summary>
/// <param name="Value">Opaque; letters, digits and hyphens.</param>
public readonly record struct OrderId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
