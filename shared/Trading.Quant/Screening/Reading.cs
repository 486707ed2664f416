using Trading.Quant.Rules;

namespace Trading.Quant.Screening;

/// <summary>
/// One thing that screens read of each series at its newest bar: a price, an indicator, or a condition that needs more bars than the
/// newest, such as a cross. What differs between screens, thresholds and arithmetic, is not part of it, so that many screens share it.
/// </summary>
/// <remarks>As a number: the value, or 1 and 0 for a condition that holds and one that does not; NaN for what is not known.</remarks>
public sealed class Reading : IEquatable<Reading>
{
    internal Reading(RuleNode node) => (Node, Text) = (node, node.Text);

    /// <summary>What is read, in the rule language's canonical form.</summary>
    public string Text { get; }

    internal RuleNode Node { get; }

    /// <summary>What is read for a number that stands alone, such as <c>rsi(14)</c> or <c>bbands(20, 2).upper</c>.</summary>
    /// <exception cref="ArgumentException">The formula is a calculation on what is read.</exception>
    public static Reading Of(Formula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return ReadingCollector.IsReading(formula.Root)
            ? new Reading(formula.Root)
            : throw new ArgumentException($"{formula} is a calculation; what is read are the parts of it.", nameof(formula));
    }

    /// <inheritdoc/>
    public bool Equals(Reading? other) => other is not null && other.Text == Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Reading);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
