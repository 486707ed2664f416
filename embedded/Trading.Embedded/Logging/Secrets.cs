using System.Text.RegularExpressions;

namespace Trading.Embedded.Logging;

/// <summary>Takes secrets out of texts that are about to be logged: tokens and host keys of addresses, keys of connection strings, bearer tokens.</summary>
internal static partial class Secrets
{
    public static string Redact(string text) =>
        text.Contains('=', StringComparison.Ordinal) || text.Contains("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? Bearer().Replace(Named().Replace(text, "$1=***"), "Bearer ***")
            : text;

    [GeneratedRegex("""((?:[?&](?:code|sig|id_token|access_token))|\b(?:access_token|accountkey|accesskey|sharedaccesskey|sharedaccesssignature|password|pwd|client_secret|x-functions-key))\s*=\s*[^&;\s"']+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex("""Bearer\s+[A-Za-z0-9\-._~+/]+=*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bearer();
}
