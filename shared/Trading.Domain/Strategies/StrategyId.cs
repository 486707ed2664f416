namespace Trading.Domain.Strategies;

/// <summary>Identity of a stored strategy of one user.</summary>
/// <param name="Value">Opaque; letters, digits and hyphens.</param>
public readonly record struct StrategyId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
