using System.Diagnostics.CodeAnalysis;
using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>A number on bars in the rule language, such as <c>roc(20) / stddev(20)</c>: what candidates are ranked by, or a distance of a stop.</summary>
public sealed class Formula
{
    private Formula(string text, NumericNode root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The formula as written.</summary>
    public string Text { get; }

    /// <summary>The formula as a typed tree.</summary>
    public NumericNode Root { get; }

    /// <summary>A part of other rules as a formula.</summary>
    internal static Formula Of(NumericNode root) => new(root.Text, root);

    /// <summary>Reads a formula. Never throws, whatever the text.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="formula">The formula, when it is one.</param>
    /// <param name="errors">Every error, by position; empty when it is one.</param>
    /// <param name="catalog">Indicators that may be used; by default all that come with the product.</param>
    public static bool TryRead(
        string? text, [NotNullWhen(true)] out Formula? formula, out IReadOnlyList<RuleError> errors, IndicatorCatalog? catalog = null)
    {
        var parser = new Parser(text ?? "", catalog ?? IndicatorCatalog.Default);
        formula = parser.ReadNumber() is { } root ? new Formula(text ?? "", root) : null;
        errors = parser.Errors;
        return formula is not null;
    }

    /// <summary>Reads a formula that is known to be valid.</summary>
    /// <exception cref="FormatException">The text is no formula.</exception>
    public static Formula Parse(string text, IndicatorCatalog? catalog = null) =>
        TryRead(text, out var formula, out var errors, catalog) ? formula : throw new FormatException(string.Join(" ", errors));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
