namespace Trading.Domain.Signals;

/// <summary>Identity of a signal: the same bar, deployment and direction always give the same id.</summary>
/// <param name="Value">Opaque; letters, digits and hyphens.</param>
public readonly record struct SignalId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
