namespace Trading.Domain.Orders;

/// <summary>The broker's identity of one fill. Two messages with one id speak of the same fill.</summary>
/// <param name="Value">Opaque.</param>
public readonly record struct ExecutionId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
