namespace Trading.Quant.Rules;

/// <summary>A part that holds, does not hold, or is not yet known at every bar.</summary>
public abstract record ConditionNode : RuleNode;

/// <summary>Two numbers compared; not known while either is not defined.</summary>
/// <param name="Left">First operand.</param>
/// <param name="Operator">One of <c>&lt; &lt;= &gt; &gt;= == !=</c>.</param>
/// <param name="Right">Second operand.</param>
public sealed record ComparisonNode(NumericNode Left, string Operator, NumericNode Right) : ConditionNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Left, Right];
}

/// <summary>A number within two others, both included.</summary>
/// <param name="Number">The number.</param>
/// <param name="Low">Not below this.</param>
/// <param name="High">Not above this.</param>
public sealed record BetweenNode(NumericNode Number, NumericNode Low, NumericNode High) : ConditionNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Number, Low, High];
}

/// <summary>
/// The first number moves to the other side of the second at this bar: with d their difference, above when d was zero or less at the
/// bar before and is positive now, below when d was zero or more and is negative now. Not known while d is not defined at both bars.
/// </summary>
/// <param name="Left">The number that crosses.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Right">The number that is crossed.</param>
public sealed record CrossNode(NumericNode Left, CrossDirection Direction, NumericNode Right) : ConditionNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Left, Right];
}

/// <summary>
/// A number that rose at each of the last bars (or fell at each): does not hold as soon as one step among them did not, not known while
/// a step is not defined.
/// </summary>
/// <param name="Number">The number.</param>
/// <param name="IsRising">True for upwards.</param>
/// <param name="Bars">How many steps, 1 or more.</param>
public sealed record TrendNode(NumericNode Number, bool IsRising, int Bars) : ConditionNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Number];
}

/// <summary>The close has moved so far from a price of the position; not known without a position.</summary>
/// <param name="Kind">From which price and to which side.</param>
/// <param name="Distance">How far: percent of that price, or in its currency. Positive in sensible use.</param>
/// <param name="IsPercent">True for percent.</param>
public sealed record StopNode(StopKind Kind, NumericNode Distance, bool IsPercent) : ConditionNode
{
    /// <inheritdoc/>
    public override bool UsesPosition => true;

    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Distance];
}

/// <summary>What a condition was some bars before; not known before there were as many.</summary>
/// <param name="Condition">Which.</param>
/// <param name="Bars">1 or more.</param>
public sealed record PastConditionNode(ConditionNode Condition, int Bars) : ConditionNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Condition];
}

/// <summary>
/// A condition on other bars: what it was at the last of them that had closed when this bar closed, so that no unfinished bar is ever seen.
/// </summary>
/// <param name="Scope">Which bars.</param>
/// <param name="Condition">Which condition.</param>
public sealed record ScopedConditionNode(RuleScope Scope, ConditionNode Condition) : ConditionNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Condition];
}

/// <summary>Both hold. Does not hold as soon as one does not, even when the other is not known.</summary>
/// <param name="Left">First operand.</param>
/// <param name="Right">Second operand.</param>
public sealed record AndNode(ConditionNode Left, ConditionNode Right) : ConditionNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Left, Right];
}

/// <summary>At least one holds. Holds as soon as one does, even when the other is not known.</summary>
/// <param name="Left">First operand.</param>
/// <param name="Right">Second operand.</param>
public sealed record OrNode(ConditionNode Left, ConditionNode Right) : ConditionNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Left, Right];
}

/// <summary>The opposite; not known while the operand is not, so that warm-up never looks like a signal.</summary>
/// <param name="Operand">What must not hold.</param>
public sealed record NotNode(ConditionNode Operand) : ConditionNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Operand];
}
