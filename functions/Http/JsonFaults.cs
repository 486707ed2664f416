using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trading.Functions.Http;

/// <summary>What is wrong with a JSON body, by field and in the API's own words: the serializer's name types of the code.</summary>
internal static partial class JsonFaults
{
    /// <summary>Why a body can't be read.</summary>
    public static IReadOnlyDictionary<string, string[]> Of(JsonException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var path = error.Path is null or "$" ? "" : error.Path.TrimStart('$').TrimStart('.');
        // The serializer appends the path and the place to its sentences.
        var sentence = error.Message.Split(" Path:")[0];
        if (Missing().Match(sentence) is { Success: true } missing)
            return Quoted().Matches(missing.Groups["names"].Value).Select(name => name.Groups["name"].Value)
                .ToDictionary(name => path.Length == 0 ? name : $"{path}.{name}", name => new[] { $"{name} is missing." }, StringComparer.Ordinal);
        var place = error.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, position {error.BytePositionInLine + 1})") : "";
        return new Dictionary<string, string[]> { [path.Length == 0 ? "body" : path] = [Explain(sentence, isBody: path.Length == 0) + place] };
    }

    private static string Explain(string sentence, bool isBody)
    {
        if (sentence.Contains("could not be mapped", StringComparison.Ordinal))
            return "There is no such field.";
        if (sentence.Contains("doesn't allow null values", StringComparison.Ordinal))
            return "The value is null; expected one, or no such field.";
        if (Converted().Match(sentence) is { Success: true } converted)
            return $"The value has the wrong type{(isBody ? "; expected an object" : Expected(converted.Groups["type"].Value))}.";
        return sentence;
    }

    // A text as the argument of a constructor is told of by the type that is made, which says nothing of what was expected.
    private static string Expected(string type) => type switch
    {
        _ when type.Contains("System.String", StringComparison.Ordinal) && !type.Contains("Collections", StringComparison.Ordinal) => "; expected a text",
        _ when type.Contains("System.Boolean", StringComparison.Ordinal) => "; expected true or false",
        _ when type.Contains("System.Int", StringComparison.Ordinal) => "; expected a whole number",
        _ when type.Contains("System.DateOnly", StringComparison.Ordinal) => "; expected a day such as 2024-06-28",
        _ when type.Contains("List`1", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal) => "; expected a list",
        _ => " for this field",
    };

    [GeneratedRegex("was missing required properties including: (?<names>.+)$")]
    private static partial Regex Missing();

    [GeneratedRegex("'(?<name>[^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"could not be converted to (?<type>\S+?)\.?$")]
    private static partial Regex Converted();
}
