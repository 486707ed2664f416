using System.Text.RegularExpressions;
using Microsoft.Azure.SignalR.Common;

namespace Trading.Embedded.SignalR;

/// <summary>What the service takes; the rest it answers as its REST API does.</summary>
internal static partial class Limits
{
    /// <summary>Largest body of a REST call in bytes.</summary>
    public const int MaxMessageBytes = 1 << 20;

    private const int MaxGroupLength = 1024;

    /// <exception cref="ArgumentException">There is no name.</exception>
    /// <exception cref="AzureSignalRInvalidArgumentException">The service takes no such name.</exception>
    public static void CheckHub(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!HubName().IsMatch(name))
            throw new AzureSignalRInvalidArgumentException($"The hub's name '{Clip(name)}' is refused; expected a letter, then letters, digits or _`,.[], at most 128 in all.");
    }

    /// <inheritdoc cref="CheckHub"/>
    public static void CheckGroup(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > MaxGroupLength || string.IsNullOrWhiteSpace(name))
            throw new AzureSignalRInvalidArgumentException($"The group's name '{Clip(name)}' ({name.Length} characters) is refused; expected 1 to {MaxGroupLength} characters, not all of them blank.");
    }

    private static string Clip(string name) => name.Length <= 64 ? name : string.Concat(name.AsSpan(0, 64), "…");

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_`,.\[\]]{0,127}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HubName();
}
