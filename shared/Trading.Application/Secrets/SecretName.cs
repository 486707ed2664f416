namespace Trading.Application.Secrets;

/// <summary>What a user calls a secret, such as <c>kis-live</c>: lower case, unique within the user.</summary>
public readonly record struct SecretName
{
    /// <summary>Longest name accepted: with the owner's id before it, it stays within the 127 characters that Key Vault allows.</summary>
    public const int MaxLength = 60;

    /// <summary>What a name looks like, for messages.</summary>
    public static readonly string Expected = $"1 to {MaxLength} letters, digits or single hyphens, a letter or digit first and last";

    private readonly string? value;

    private SecretName(string value) => this.value = value;

    /// <summary>The name; empty for <c>default</c>.</summary>
    public string Value => value ?? "";

    /// <summary>Reads a name: as <see cref="Expected"/> says; letters become lower case, since Key Vault takes no notice of it.</summary>
    public static bool TryCreate(string? text, out SecretName name)
    {
        var valid = text is { Length: > 0 and <= MaxLength } &&
            text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-') &&
            text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal);
        name = valid ? new SecretName(text!.ToLowerInvariant()) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
