using System.Globalization;
using System.Text.RegularExpressions;

namespace Trading.Domain.Strategies;

/// <summary>Rules with numbers left open: <c>$name</c> stands for a parameter, as in <c>sma($fast) crosses above sma($slow)</c>, in every text of the rules.</summary>
public static partial class Placeholders
{
    /// <summary>Names of the parameters in order of appearance, each once whatever its case, without the dollar sign.</summary>
    public static IReadOnlyList<string> Names(StrategyRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        string?[] texts = [rules.Entry, rules.Exit, rules.ShortEntry, rules.ShortExit, rules.Ranking?.Expression];
        return [.. texts.OfType<string>().SelectMany(text => Placeholder().Matches(text)).Select(match => match.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>True for what can stand after a dollar sign.</summary>
    public static bool IsName(string? text) => text is not null && Placeholder().Match($"${text}") is { Success: true } match && match.Length == text.Length + 1;

    /// <summary>The rules with values in the place of parameters; whether they are valid is for their parser to say.</summary>
    /// <param name="rules">The rules as written.</param>
    /// <param name="valueOf">The value of a parameter; null leaves it open.</param>
    public static StrategyRules Fill(StrategyRules rules, Func<string, double?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(valueOf);
        return rules with
        {
            Entry = Fill(rules.Entry)!,
            Exit = Fill(rules.Exit),
            ShortEntry = Fill(rules.ShortEntry),
            ShortExit = Fill(rules.ShortExit),
            Ranking = rules.Ranking is { } ranking ? ranking with { Expression = Fill(ranking.Expression)! } : null,
        };

        string? Fill(string? text) =>
            text is null ? null : Placeholder().Replace(text, match => valueOf(match.Groups[1].Value) is { } value ? Number(value) : match.Value);
    }

    /// <summary>The shortest digits that read back as the same number, never with an exponent, which rules do not have.</summary>
    private static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
            return text;
        var sign = value < 0 ? "-" : "";
        var digits = text[..exponent].TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        var point = 1 + int.Parse(text.AsSpan(exponent + 1), CultureInfo.InvariantCulture);
        return point > 0 ? sign + digits.PadRight(point, '0') : $"{sign}0.{new string('0', -point)}{digits}";
    }

    [GeneratedRegex(@"\$([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex Placeholder();
}
