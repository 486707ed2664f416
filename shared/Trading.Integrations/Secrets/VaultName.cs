using Trading.Application.Secrets;
using Trading.Domain.Accounts;

namespace Trading.Integrations.Secrets;

/// <summary>
/// Names in the vault: <c>USER--NAME</c>, so that each user's stand together and no two users share one. It can be taken apart again:
/// a <see cref="SecretName"/> neither begins with a hyphen nor holds two in a row.
/// </summary>
internal static class VaultName
{
    private const string Separator = "--";

    /// <summary>What a user's names in the vault begin with.</summary>
    /// <exception cref="ArgumentException">Key Vault could not keep this id apart from others: it takes letters, digits and hyphens, and no notice of case.</exception>
    public static string Prefix(UserId user) =>
        user.Value is { Length: > 0 and <= 64 } id && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-')
            ? id + Separator
            : throw new ArgumentException($"The user id '{user}' can't be part of a vault's name; expected 1 to 64 lower-case letters, digits or hyphens.", nameof(user));

    /// <summary>The name in the vault.</summary>
    public static string Of(UserId user, SecretName name) => Prefix(user) + name.Value;

    /// <summary>The user's name of what stands in the vault; false when it is another's.</summary>
    public static bool TryRead(string vaultName, UserId user, out SecretName name)
    {
        var prefix = Prefix(user);
        name = default;
        return vaultName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && SecretName.TryCreate(vaultName[prefix.Length..], out name);
    }
}
