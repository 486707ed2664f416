using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>A part with a number as its value at every bar; NaN while it is not defined.</summary>
public abstract record NumericNode : RuleNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [];

    /// <summary>True when its value is the same at every bar.</summary>
    internal bool IsConstant => this is NumberNode or ArithmeticNode or FunctionNode && Children.Cast<NumericNode>().All(child => child.IsConstant);
}

/// <summary>A number written in the rule.</summary>
/// <param name="Value">Finite.</param>
public sealed record NumberNode(double Value) : NumericNode;

/// <summary>A column of the bar.</summary>
/// <param name="Field">Which.</param>
public sealed record FieldNode(BarField Field) : NumericNode;

/// <summary>A price made of several columns of the bar.</summary>
/// <param name="Field">Which.</param>
public sealed record DerivedNode(DerivedField Field) : NumericNode
{
    /// <summary>The same price written out.</summary>
    internal NumericNode Expansion
    {
        get
        {
            FieldNode[] prices = [.. (Field switch
            {
                DerivedField.Hl2 => new[] { BarField.High, BarField.Low },
                DerivedField.Hlc3 => [BarField.High, BarField.Low, BarField.Close],
                _ => [BarField.Open, BarField.High, BarField.Low, BarField.Close],
            }).Select(price => new FieldNode(price))];
            return new ArithmeticNode(
                prices.Skip(1).Aggregate((NumericNode)prices[0], (sum, price) => new ArithmeticNode(sum, '+', price)),
                '/',
                new NumberNode(prices.Length));
        }
    }
}

/// <summary>A figure about the company behind the symbol, as it was known at the bar's close.</summary>
/// <param name="Field">Which.</param>
public sealed record FundamentalNode(FundamentalField Field) : NumericNode;

/// <summary>A number that depends on the position held.</summary>
/// <param name="Term">Which.</param>
public sealed record PositionNode(PositionTerm Term) : NumericNode
{
    /// <inheritdoc/>
    public override bool UsesPosition => true;
}

/// <summary>An indicator of the bars so far.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="Inputs">What it is applied to, one for each of its inputs.</param>
/// <param name="Parameters">Numbers it is called with, one for each of its parameters.</param>
/// <param name="Output">Position of the line meant among its outputs.</param>
public sealed record IndicatorNode(
    IndicatorDefinition Indicator, IReadOnlyList<NumericNode> Inputs, IReadOnlyList<double> Parameters, int Output = 0) : NumericNode
{
    /// <summary>True when it reads the columns it reads by default.</summary>
    public bool HasOwnInputs => Inputs.Zip(Indicator.Inputs).All(pair => pair.First is FieldNode own && own.Field == pair.Second);

    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => Inputs;

    /// <inheritdoc/>
    public bool Equals(IndicatorNode? other) => other is not null && Indicator == other.Indicator && Output == other.Output &&
        Parameters.SequenceEqual(other.Parameters) && Inputs.SequenceEqual(other.Inputs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Indicator.Name, Output, Parameters.Count > 0 ? Parameters[0] : 0);
}

/// <summary>A function of numbers at the bar.</summary>
/// <param name="Function">Which.</param>
/// <param name="Arguments">One; for the smallest and the largest two or more.</param>
public sealed record FunctionNode(RuleFunction Function, IReadOnlyList<NumericNode> Arguments) : NumericNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => Arguments;

    /// <inheritdoc/>
    public bool Equals(FunctionNode? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Function, Arguments.Count, Arguments[0]);
}

/// <summary>Arithmetic on two numbers. Division by zero is not defined.</summary>
/// <param name="Left">First operand.</param>
/// <param name="Operator">One of <c>+ - * /</c>.</param>
/// <param name="Right">Second operand.</param>
public sealed record ArithmeticNode(NumericNode Left, char Operator, NumericNode Right) : NumericNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Left, Right];
}

/// <summary>The value that a number had some bars before; not defined before there were as many.</summary>
/// <param name="Number">Which.</param>
/// <param name="Bars">1 or more.</param>
public sealed record PastNumberNode(NumericNode Number, int Bars) : NumericNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Number];
}

/// <summary>
/// A number of other bars: the value at the last of them that had closed when this bar closed, so that no unfinished bar is ever seen.
/// </summary>
/// <param name="Scope">Which bars.</param>
/// <param name="Number">Which number.</param>
public sealed record ScopedNumberNode(RuleScope Scope, NumericNode Number) : NumericNode
{
    /// <inheritdoc/>
    public override IEnumerable<RuleNode> Children => [Number];
}
