namespace Trading.Domain.PaperTrading;

/// <summary>A strategy put to work by a user on an account of its own; the account has the same id.</summary>
/// <param name="Value">Opaque; letters, digits and hyphens.</param>
public readonly record struct DeploymentId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
