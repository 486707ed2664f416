namespace Trading.Domain.Accounts;

/// <summary>Who owns strategies, accounts and orders. Every partition of something owned begins with it.</summary>
/// <param name="Value">Opaque; letters, digits and hyphens.</param>
public readonly record struct UserId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
