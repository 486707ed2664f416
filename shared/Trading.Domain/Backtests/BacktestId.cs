namespace Trading.Domain.Backtests;

/// <summary>Identity of a back-test of one user; its orchestration has the same id.</summary>
/// <param name="Value">Opaque; letters, digits and hyphens.</param>
public readonly record struct BacktestId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
