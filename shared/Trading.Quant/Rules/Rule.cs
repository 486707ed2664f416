using System.Diagnostics.CodeAnalysis;
using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>A condition on bars in one line of text, such as <c>rsi(14) &lt; 30 and sma(20) &gt; sma(50)</c>, in any case.</summary>
/// <remarks>
/// <para>
/// Numbers: <c>1.5</c>, <c>2k</c>, <c>1.5m</c>, <c>3b</c>; the fields open, high, low, close, volume, hl2, hlc3, ohlc4; figures of the company
/// such as <c>per</c> and <c>dividend yield</c>; indicators, <c>rsi</c>, <c>rsi(14)</c>, <c>bbands(length: 20).lower</c>, applied to something
/// else as <c>sma(volume, 20)</c> or <c>ema(12, on: hl2)</c>; <c>abs min max sqrt log exp round sign</c>; <c>+ - * /</c>; and <c>x[n]</c>, what
/// x was n bars before.
/// </para>
/// <para>
/// Conditions: <c>&lt; &lt;= &gt; &gt;= == !=</c>, <c>between a and b</c>, <c>crosses</c>, <c>crosses above</c>, <c>crosses below</c>,
/// <c>rising(x, n)</c>, <c>falling(x, n)</c>, <c>and</c>, <c>or</c>, <c>not</c>, brackets, and <c>(…)[n]</c>.
/// </para>
/// <para>
/// Other bars: <c>1d: rsi(14) &lt; 30</c>, <c>SPY: close &gt; sma(200)</c>, <c>SPY 1d: …</c>. Where a comparison begins (at the start, after a bracket,
/// and, or, not) this holds for the whole comparison; anywhere else for the one number that follows, as in <c>close &gt; 1d: sma(200)</c>.
/// </para>
/// <para>
/// Of a position: <c>profit%</c>, <c>bars held</c>, <c>entry price</c>, <c>highest since entry</c>, <c>lowest since entry</c>,
/// <c>trailing stop 3 atr(14)</c>, <c>trailing stop 5%</c>, <c>stop loss 2%</c>, <c>take profit 10%</c>. A comment goes from <c>#</c> to the end of its line.
/// </para>
/// </remarks>
public sealed class Rule
{
    /// <summary>Longest text accepted, in characters. It bounds the number of parts too: none takes less than a character.</summary>
    public const int MaxLength = 2_000;

    /// <summary>Deepest nesting of brackets, calls, scopes and negations accepted.</summary>
    public const int MaxDepth = 50;

    /// <summary>Most errors that are reported of one text.</summary>
    public const int MaxErrors = 20;

    private Rule(string text, ConditionNode root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The rule as written.</summary>
    public string Text { get; }

    /// <summary>The rule as a typed tree; its text is the rule's canonical form.</summary>
    public ConditionNode Root { get; }

    /// <summary>A part of other rules as a rule.</summary>
    internal static Rule Of(ConditionNode root) => new(root.Text, root);

    /// <summary>Reads a rule. Never throws, whatever the text.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="rule">The rule, when it is one.</param>
    /// <param name="errors">Every error, by position; empty when it is one.</param>
    /// <param name="catalog">Indicators that may be used; by default all that come with the product.</param>
    public static bool TryRead(
        string? text, [NotNullWhen(true)] out Rule? rule, out IReadOnlyList<RuleError> errors, IndicatorCatalog? catalog = null)
    {
        var parser = new Parser(text ?? "", catalog ?? IndicatorCatalog.Default);
        rule = parser.ReadCondition() is { } root ? new Rule(text ?? "", root) : null;
        errors = parser.Errors;
        return rule is not null;
    }

    /// <summary>Reads a rule for a caller who shows one error. Never throws, whatever the text.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="rule">The rule, when it is one.</param>
    /// <param name="error">The first error, when it is not.</param>
    /// <param name="catalog">Indicators that may be used; by default all that come with the product.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out Rule? rule, [NotNullWhen(false)] out RuleError? error, IndicatorCatalog? catalog = null)
    {
        var isRule = TryRead(text, out rule, out var errors, catalog);
        error = isRule ? null : errors[0];
        return isRule;
    }

    /// <summary>Reads a rule that is known to be valid.</summary>
    /// <exception cref="FormatException">The text is no rule.</exception>
    public static Rule Parse(string text) => Parse(text, IndicatorCatalog.Default);

    /// <summary>Reads a rule on given indicators that is known to be valid.</summary>
    /// <exception cref="FormatException">The text is no rule.</exception>
    public static Rule Parse(string text, IndicatorCatalog catalog) =>
        TryRead(text, out var rule, out var errors, catalog) ? rule : throw new FormatException(string.Join(" ", errors));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
