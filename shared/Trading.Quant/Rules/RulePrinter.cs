using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Trading.Quant.Rules;

/// <summary>
/// Writes trees as canonical text: lower case, symbols in upper case, parameters and lines of indicators written out, brackets only
/// where the tree would be another without them.
/// </summary>
internal static class RulePrinter
{
    /// <summary>How tightly a part holds together, loosest first; as the levels of <see cref="Parser"/>.</summary>
    private enum Level
    {
        Or,
        And,
        Not,
        Comparison,
        Sum,
        Product,
        Sign,
        Past,
    }

    public static string Write(RuleNode node)
    {
        var text = new StringBuilder();
        Write(text, node, Level.Or);
        return text.ToString();
    }

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    private static void Write(StringBuilder text, RuleNode node, Level atLeast)
    {
        node = node is GivenNode given ? given.Original : node;
        var isBracketed = LevelOf(node) < atLeast;
        text.Append(isBracketed ? "(" : "");
        WriteBare(text, node);
        text.Append(isBracketed ? ")" : "");
    }

    private static Level LevelOf(RuleNode node) => node switch
    {
        OrNode => Level.Or,
        AndNode => Level.And,
        NotNode => Level.Not,
        ScopedNumberNode or ScopedConditionNode or ComparisonNode or BetweenNode or CrossNode or StopNode => Level.Comparison,
        ArithmeticNode { Operator: '+' or '-' } difference => IsNegation(difference) ? Level.Sign : Level.Sum,
        ArithmeticNode => Level.Product,
        NumberNode { Value: < 0 } => Level.Sign,
        _ => Level.Past,
    };

    private static void WriteBare(StringBuilder text, RuleNode node)
    {
        switch (node)
        {
            case NumberNode number:
                text.Append(Number(number.Value));
                break;
            case FieldNode field:
                text.Append(Vocabulary.Lower(field.Field.ToString()));
                break;
            case DerivedNode derived:
                text.Append(Vocabulary.Lower(derived.Field.ToString()));
                break;
            case FundamentalNode fundamental:
                text.Append(fundamental.Field.Name);
                break;
            case PositionNode position:
                text.Append(Vocabulary.Positions[position.Term]);
                break;
            case IndicatorNode call:
                WriteCall(text, call);
                break;
            case FunctionNode function:
                WriteArguments(text.Append(Vocabulary.Lower(function.Function.ToString())), function.Arguments);
                break;
            case TrendNode trend:
                Write(text.Append(trend.IsRising ? "rising(" : "falling("), trend.Number, Level.Sum);
                text.Append(CultureInfo.InvariantCulture, $", {trend.Bars})");
                break;
            case StopNode stop:
                WriteStop(text, stop);
                break;
            case PastNumberNode past:
                WritePast(text, past.Number, past.Bars);
                break;
            case PastConditionNode past:
                WritePast(text, past.Condition, past.Bars);
                break;
            case ScopedNumberNode scoped:
                Write(text.Append(scoped.Scope).Append(": "), scoped.Number, Level.Past);
                break;
            case ScopedConditionNode scoped:
                Write(text.Append(scoped.Scope).Append(": "), scoped.Condition, Level.Comparison);
                break;
            case ArithmeticNode negation when IsNegation(negation):
                Write(text.Append('-'), negation.Right, Level.Sign);
                break;
            case ArithmeticNode { Operator: '+' or '-' } sum:
                WriteJoined(text, sum.Left, $"{sum.Operator}", sum.Right, Level.Sum, Level.Product);
                break;
            case ArithmeticNode product:
                WriteJoined(text, product.Left, $"{product.Operator}", product.Right, Level.Product, Level.Sign);
                break;
            case ComparisonNode comparison:
                WriteCompared(text, comparison.Left, comparison.Operator, comparison.Right);
                break;
            case CrossNode { Direction: CrossDirection.Either } cross:
                WriteCompared(text, cross.Left, "crosses", cross.Right);
                break;
            case CrossNode cross:
                WriteCompared(text, cross.Left, $"crosses {Vocabulary.Lower(cross.Direction.ToString())}", cross.Right);
                break;
            case BetweenNode between:
                WriteCompared(text, between.Number, "between", between.Low);
                WriteOperand(text.Append(" and "), between.High);
                break;
            case AndNode and:
                WriteJoined(text, and.Left, "and", and.Right, Level.And, Level.Not);
                break;
            case OrNode or:
                WriteJoined(text, or.Left, "or", or.Right, Level.Or, Level.And);
                break;
            case NotNode not:
                Write(text.Append("not "), not.Operand, Level.Not);
                break;
            default:
                throw new UnreachableException($"{node.GetType().Name} has no text.");
        }
    }

    /// <summary>True for what is written with a sign before it; the sign of a number belongs to the number.</summary>
    private static bool IsNegation(ArithmeticNode node) =>
        node is { Operator: '-', Left: NumberNode { Value: 0 } zero, Right: not NumberNode } && !double.IsNegative(zero.Value);

    private static void WriteJoined(StringBuilder text, RuleNode left, string joint, RuleNode right, Level leftLevel, Level rightLevel)
    {
        Write(text, left, leftLevel);
        Write(text.Append(' ').Append(joint).Append(' '), right, rightLevel);
    }

    private static void WriteCompared(StringBuilder text, NumericNode left, string joint, NumericNode right)
    {
        Write(text, left, Level.Sum);
        WriteOperand(text.Append(' ').Append(joint).Append(' '), right);
    }

    /// <summary>After a comparison's sign a scope is read as one of the number alone, so that it needs no brackets.</summary>
    private static void WriteOperand(StringBuilder text, NumericNode operand) =>
        Write(text, operand, operand is ScopedNumberNode ? Level.Comparison : Level.Sum);

    private static void WritePast(StringBuilder text, RuleNode node, int bars)
    {
        // x[1][2] means x[3] as well, and is kept as it was written.
        Write(text, node, Level.Past);
        text.Append(CultureInfo.InvariantCulture, $"[{bars}]");
    }

    private static void WriteCall(StringBuilder text, IndicatorNode call)
    {
        text.Append(call.Indicator.Name);
        IReadOnlyList<NumericNode> numbers = [.. call.Parameters.Select(value => new NumberNode(value))];
        WriteArguments(text, call.HasOwnInputs ? numbers : [.. call.Inputs, .. numbers]);
        if (call.Indicator.Outputs.Count > 1)
            text.Append('.').Append(call.Indicator.Outputs[call.Output].Name);
    }

    private static void WriteArguments(StringBuilder text, IReadOnlyList<NumericNode> arguments)
    {
        text.Append('(');
        for (var i = 0; i < arguments.Count; i++)
            Write(text.Append(i > 0 ? ", " : ""), arguments[i], Level.Sum);
        text.Append(')');
    }

    private static void WriteStop(StringBuilder text, StopNode stop)
    {
        text.Append(Vocabulary.Stops[stop.Kind]).Append(' ');
        if (stop.IsPercent)
        {
            Write(text, stop.Distance, Level.Past);
            text.Append('%');
        }
        else if (stop.Distance is ArithmeticNode { Operator: '*', Left: NumberNode { Value: >= 0 } times, Right: IndicatorNode or FieldNode } multiple)
        {
            Write(text.Append(Number(times.Value)).Append(' '), multiple.Right, Level.Past);
        }
        else
        {
            Write(text, stop.Distance, stop.Distance is NumberNode ? Level.Sign : Level.Past);
        }
    }
}
