using System.Text.RegularExpressions;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Binding;

/// <summary>A text in a binding that is filled in for each event: <c>{name}</c> of the route or query, <c>{headers.name}</c>, <c>{query.name}</c>.</summary>
internal static partial class EventText
{
    private const string Headers = "headers.";
    private const string Query = "query.";

    /// <returns>Fills the text in; throws when the event lacks something that it names.</returns>
    public static Func<Invocation, string> For(string text) => invocation => Placeholder().Replace(text, match => Find(invocation, match.Groups[1].Value)
        ?? throw new InvalidOperationException($"A binding asks for '{match.Value}', which this event does not have."));

    private static string? Find(Invocation invocation, string name) =>
        name.StartsWith(Headers, StringComparison.OrdinalIgnoreCase) ? invocation.Http?.Request.Headers[name[Headers.Length..]].FirstOrDefault()
        : name.StartsWith(Query, StringComparison.OrdinalIgnoreCase) ? invocation.Http?.Request.Query[name[Query.Length..]].FirstOrDefault()
        : invocation.Data.TryGetValue(name, out var value) ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\{([^{}]+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
