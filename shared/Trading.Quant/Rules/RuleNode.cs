using System.Globalization;
using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>A part of a rule's tree. Its text is canonical: two parts that mean the same calculation have the same text.</summary>
public abstract record RuleNode
{
    private protected RuleNode()
    {
    }

    /// <summary>The part in the rule language, every grouping written out.</summary>
    public abstract string Text { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Text;
}

/// <summary>A part with a number as its value at every bar; NaN while it is not defined.</summary>
public abstract record NumericNode : RuleNode;

/// <summary>A number written in the rule.</summary>
/// <param name="Value">Finite.</param>
public sealed record NumberNode(double Value) : NumericNode
{
    /// <inheritdoc/>
    public override string Text => Value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A column of the bar.</summary>
/// <param name="Field">Which.</param>
public sealed record FieldNode(BarField Field) : NumericNode
{
    /// <inheritdoc/>
    public override string Text => Field.ToString().ToLowerInvariant();
}

/// <summary>An indicator of the bars so far.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="Inputs">What it is applied to, one for each of its inputs.</param>
/// <param name="Parameters">Numbers it is called with.</param>
public sealed record IndicatorNode(IndicatorDefinition Indicator, IReadOnlyList<NumericNode> Inputs, IReadOnlyList<double> Parameters)
    : NumericNode
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Indicator.Name}({string.Join(", ", Inputs.Select(input => input.Text).Concat(Parameters.Select(value => value.ToString("R", CultureInfo.InvariantCulture))))})";
}

/// <summary>Arithmetic on two numbers.</summary>
/// <param name="Left">First operand.</param>
/// <param name="Operator">One of <c>+ - * /</c>.</param>
/// <param name="Right">Second operand.</param>
public sealed record ArithmeticNode(NumericNode Left, char Operator, NumericNode Right) : NumericNode
{
    /// <inheritdoc/>
    public override string Text => $"({Left.Text} {Operator} {Right.Text})";
}

/// <summary>A part that holds, does not hold, or is not yet known at every bar.</summary>
public abstract record ConditionNode : RuleNode;

/// <summary>Two numbers compared; not known while either is not defined.</summary>
/// <param name="Left">First operand.</param>
/// <param name="Operator">One of <c>&lt; &lt;= &gt; &gt;= == !=</c>.</param>
/// <param name="Right">Second operand.</param>
public sealed record ComparisonNode(NumericNode Left, string Operator, NumericNode Right) : ConditionNode
{
    /// <inheritdoc/>
    public override string Text => $"({Left.Text} {Operator} {Right.Text})";
}

/// <summary>
/// The first number moves to the other side of the second at this bar: with d their difference, above when d was zero or less at the
/// bar before and is positive now, below when d was zero or more and is negative now. Not known while d is not defined at both bars.
/// </summary>
/// <param name="Left">The number that crosses.</param>
/// <param name="Above">True for upwards.</param>
/// <param name="Right">The number that is crossed.</param>
public sealed record CrossNode(NumericNode Left, bool Above, NumericNode Right) : ConditionNode
{
    /// <inheritdoc/>
    public override string Text => $"({Left.Text} crosses {(Above ? "above" : "below")} {Right.Text})";
}

/// <summary>Both hold. Does not hold as soon as one does not, even when the other is not known.</summary>
/// <param name="Left">First operand.</param>
/// <param name="Right">Second operand.</param>
public sealed record AndNode(ConditionNode Left, ConditionNode Right) : ConditionNode
{
    /// <inheritdoc/>
    public override string Text => $"({Left.Text} and {Right.Text})";
}

/// <summary>At least one holds. Holds as soon as one does, even when the other is not known.</summary>
/// <param name="Left">First operand.</param>
/// <param name="Right">Second operand.</param>
public sealed record OrNode(ConditionNode Left, ConditionNode Right) : ConditionNode
{
    /// <inheritdoc/>
    public override string Text => $"({Left.Text} or {Right.Text})";
}

/// <summary>The opposite; not known while the operand is not, so that warm-up never looks like a signal.</summary>
/// <param name="Operand">What must not hold.</param>
public sealed record NotNode(ConditionNode Operand) : ConditionNode
{
    /// <inheritdoc/>
    public override string Text => $"(not {Operand.Text})";
}
