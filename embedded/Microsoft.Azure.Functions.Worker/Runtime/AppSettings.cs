using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Trading.Embedded.Functions;

/// <summary>What function attributes refer to in the app's settings.</summary>
internal sealed partial class AppSettings(IConfiguration configuration)
{
    /// <summary>Replaces each <c>%name%</c> by the setting of that name.</summary>
    /// <exception cref="FormatException">A setting is missing or empty.</exception>
    public string Resolve(string text) =>
        Placeholder().Replace(text, match => configuration[match.Groups[1].Value] is { Length: > 0 } value
            ? value
            : throw new FormatException($"the setting '{match.Groups[1].Value}' that '{text}' refers to is missing"));

    /// <summary>The connection string that a binding's <c>Connection</c> names.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public string Connection(string name) =>
        configuration.GetConnectionString(name) ?? configuration[$"AzureWebJobs{name}"] ?? configuration[name] ??
        throw new FormatException(configuration.GetSection(name)["fullyQualifiedNamespace"] is { } address
            ? $"the connection '{name}' names the Azure namespace '{address}', which the embedded platform doesn't reach; expected a connection string 'Embedded=FOLDER'"
            : $"the setting '{name}' with the connection string is missing");

    [GeneratedRegex("%([^%]+)%", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
