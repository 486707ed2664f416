using System.Diagnostics.CodeAnalysis;
using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>
/// A condition on bars in one line of text, such as <c>rsi(14) &lt; 30 and sma(20) &gt; sma(50)</c>. Numbers, the fields
/// open, high, low, close and volume, indicators, <c>+ - * /</c>, <c>&lt; &lt;= &gt; &gt;= == !=</c>, <c>crosses above</c>,
/// <c>crosses below</c>, <c>and</c>, <c>or</c>, <c>not</c> and brackets, in any case.
/// </summary>
public sealed class Rule
{
    /// <summary>Longest text accepted, in characters.</summary>
    public const int MaxLength = 2_000;

    /// <summary>Deepest nesting of brackets, calls and negations accepted.</summary>
    public const int MaxDepth = 50;

    private Rule(string text, ConditionNode root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The rule as written.</summary>
    public string Text { get; }

    /// <summary>The rule as a typed tree.</summary>
    public ConditionNode Root { get; }

    /// <summary>Reads a rule. Never throws, whatever the text.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="rule">The rule, when it is one.</param>
    /// <param name="error">The first error, when it is not.</param>
    /// <param name="catalog">Indicators that may be used; by default all that come with the product.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out Rule? rule, [NotNullWhen(false)] out RuleError? error, IndicatorCatalog? catalog = null)
    {
        rule = null;
        if (text is { Length: > MaxLength })
        {
            error = new RuleError(MaxLength + 1, $"a rule of {text.Length} characters", $"at most {MaxLength} characters");
            return false;
        }

        try
        {
            rule = new Rule(text ?? "", new Parser(text ?? "", catalog ?? IndicatorCatalog.Default).Read());
            error = null;
            return true;
        }
        catch (Parser.RuleSyntaxException syntax)
        {
            error = syntax.Error;
            return false;
        }
    }

    /// <summary>Reads a rule that is known to be valid.</summary>
    /// <exception cref="FormatException">The text is no rule.</exception>
    public static Rule Parse(string text) => TryParse(text, out var rule, out var error) ? rule : throw new FormatException(error.ToString());

    /// <inheritdoc/>
    public override string ToString() => Text;
}
