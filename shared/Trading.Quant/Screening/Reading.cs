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

    /// <summary>What is read as a number of the rule language; null for a condition.</summary>
    public Formula? Number => Node is NumericNode number ? Formula.Of(number) : null;

    /// <inheritdoc/>
    public bool Equals(Reading? other) => other is not null && other.Text == Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Reading);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
