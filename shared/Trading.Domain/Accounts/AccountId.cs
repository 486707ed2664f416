namespace Trading.Domain.Accounts;

/// <summary>A set of books with one broker, live or simulated, of one user.</summary>
/// <param name="Value">Opaque; letters, digits and hyphens.</param>
public readonly record struct AccountId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
