using System.Globalization;
using System.Text.RegularExpressions;
using Trading.Domain.Strategies;

namespace Trading.Quant.Search;

/// <summary>A strategy with numbers left open: rules in which <c>$name</c> stands for a parameter, as in <c>sma($fast) crosses above sma($slow)</c>.</summary>
public sealed partial class StrategyTemplate
{
    /// <summary>A template.</summary>
    /// <param name="rules">The rules with their parameters.</param>
    public StrategyTemplate(StrategyRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        Parameters = [.. Placeholder().Matches($"{rules.Entry} {rules.Exit}").Select(match => match.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The rules as written.</summary>
    public StrategyRules Rules { get; }

    /// <summary>Names of the parameters in order of appearance, without the dollar sign.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The strategy of a combination; whether its rules are valid is for their parser to say.</summary>
    /// <exception cref="KeyNotFoundException">A parameter has no value.</exception>
    public StrategyRules With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Rules with { Entry = Fill(Rules.Entry, parameters), Exit = Rules.Exit is null ? null : Fill(Rules.Exit, parameters) };
    }

    private static string Fill(string text, ParameterSet parameters) =>
        Placeholder().Replace(text, match => Number(parameters[match.Groups[1].Value]));

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
