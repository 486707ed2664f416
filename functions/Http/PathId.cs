namespace Trading.Functions.Http;

/// <summary>Ids as they stand in routes.</summary>
internal static class PathId
{
    private const int MaxLength = 64;

    /// <summary>True for what can be an id at all: 1 to 64 letters, digits or hyphens. Anything else never reaches a store.</summary>
    public static bool IsValid(string? id) => id is { Length: > 0 and <= MaxLength } && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');
}
