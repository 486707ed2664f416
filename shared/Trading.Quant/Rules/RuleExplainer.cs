using System.Diagnostics;
using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>Reads the columns that the steps of a rule filled, at the newest bar.</summary>
internal sealed class RuleExplainer(RuleCompiler compiler, PositionView position)
{
    public RuleExplanation Explain(ConditionNode node, LaneRun lane)
    {
        var truth = Truth(node, lane);
        return node switch
        {
            AndNode and => Joined(node, truth, "and", Explain(and.Left, lane), Explain(and.Right, lane)),
            OrNode or => Joined(node, truth, "or", Explain(or.Left, lane), Explain(or.Right, lane)),
            NotNode not => Joined(node, truth, "not", Explain(not.Operand, lane)),
            ScopedConditionNode scoped => Joined(node, truth, $"{scoped.Scope}:", Explain(scoped.Condition, Below(scoped.Scope, lane))),
            PastConditionNode => new RuleExplanation(node.Text, truth, null, null, []),
            _ => new RuleExplanation(node.Text, truth, null, Leaf(node, truth, lane), []),
        };
    }

    /// <summary>A chain of one joint is one list of parts, as it is read.</summary>
    private static RuleExplanation Joined(ConditionNode node, RuleTruth truth, string joint, params ReadOnlySpan<RuleExplanation> parts)
    {
        var all = new List<RuleExplanation>();
        foreach (var part in parts)
            all.AddRange(part.Joint == joint && joint is "and" or "or" ? part.Parts : [part]);
        return new RuleExplanation(node.Text, truth, joint, null, all);
    }

    private RuleLeaf Leaf(ConditionNode node, RuleTruth truth, LaneRun lane) => node switch
    {
        ComparisonNode comparison => Compared(comparison.Left, comparison.Operator, comparison.Right, truth, lane),
        CrossNode { Direction: CrossDirection.Either } cross => Compared(cross.Left, "to cross", cross.Right, truth, lane),
        CrossNode cross => Compared(cross.Left, $"to cross {Vocabulary.Lower(cross.Direction.ToString())}", cross.Right, truth, lane),
        BetweenNode between => Between(between, truth, lane),
        TrendNode trend => new RuleLeaf(
            trend.Number.Text, Number(trend.Number, lane), $"to have {(trend.IsRising ? "risen" : "fallen")} at each of {trend.Bars} bars", double.NaN, truth, IsLiteral: false),
        StopNode stop => Stop(stop, truth, lane),
        _ => throw new UnreachableException($"{node.GetType().Name} has no explanation."),
    };

    private RuleLeaf Compared(NumericNode left, string joint, NumericNode right, RuleTruth truth, LaneRun lane) =>
        new(left.Text, Number(left, lane), $"{joint} {right.Text}", Number(right, lane), truth, right is NumberNode);

    /// <summary>The end of the range that is broken, or the nearer one.</summary>
    private RuleLeaf Between(BetweenNode between, RuleTruth truth, LaneRun lane)
    {
        var (value, low, high) = (Number(between.Number, lane), Number(between.Low, lane), Number(between.High, lane));
        var threshold = value < low || value - low < high - value ? low : high;
        return new RuleLeaf(between.Number.Text, value, $"between {between.Low.Text} and {between.High.Text}", threshold, truth, between.Low is NumberNode && between.High is NumberNode);
    }

    private RuleLeaf Stop(StopNode stop, RuleTruth truth, LaneRun lane) => new(
        "close",
        Number(new FieldNode(BarField.Close), lane),
        $"{(PositionRules.IsBelow(stop, position) ? "<=" : ">=")} {stop.Text}",
        PositionRules.StopPrice(stop, Number(stop.Distance, lane), position),
        truth,
        IsLiteral: false);

    private LaneRun Below(RuleScope scope, LaneRun lane)
    {
        var child = compiler.LaneOf(scope, lane.Lane);
        return child == lane.Lane ? lane : lane.Child(child);
    }

    private double Number(NumericNode node, LaneRun lane) =>
        lane.Count == 0 ? double.NaN : compiler.Number(node, lane.Lane).Each(lane, lane.Count - 1, position);

    private RuleTruth Truth(ConditionNode node, LaneRun lane) =>
        lane.Count == 0 ? RuleTruth.Unknown : compiler.Condition(node, lane.Lane).Each(lane, lane.Count - 1, position);
}
