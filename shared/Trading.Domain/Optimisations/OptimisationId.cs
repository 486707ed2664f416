namespace Trading.Domain.Optimisations;

/// <summary>Identity of a search for parameters of one user; its orchestration has the same id.</summary>
/// <param name="Value">Opaque; letters, digits and hyphens.</param>
public readonly record struct OptimisationId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
