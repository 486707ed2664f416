using System.Diagnostics;
using System.Globalization;
using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>
/// Turns trees into the steps of lanes. What is calculated once for one part is found again by its key for every other, so that
/// compiling a part a second time only says where its values are.
/// </summary>
/// <param name="interval">Interval of the rules' own bars; null when nothing else is known of it than that.</param>
internal sealed class RuleCompiler(Interval? interval)
{
    private readonly List<Lane> lanes = [];

    /// <summary>The lane of the rules' own bars.</summary>
    public Lane Root { get; } = new(null, null, interval);

    /// <summary>Lanes of other bars.</summary>
    public IReadOnlyList<Lane> Others => lanes;

    public NumberSlot Number(NumericNode node, Lane lane) => node switch
    {
        NumberNode number => lane.Constant(number.Value),
        FieldNode field => new NumberSlot((int)field.Field),
        DerivedNode derived => Number(derived.Expansion, lane),
        FundamentalNode fundamental => Fundamental(fundamental, lane),
        PositionNode position => new NumberSlot(-1, PositionRules.Number(position.Term)),
        IndicatorNode call => Indicator(call, lane),
        FunctionNode function => Function(function, lane),
        ArithmeticNode { Operator: var sign } sum => Operation($"{sign}", Number(sum.Left, lane), Number(sum.Right, lane), lane),
        PastNumberNode past => Past(Still(Number(past.Number, lane)), past.Bars, lane),
        ScopedNumberNode scoped => Import(scoped, lane),
        GivenNode { Number: var number } => lane.Number($"given {number}", 0, target => lane.Steps.Add(new GivenStep(number, target))),
        _ => throw new UnreachableException($"{node.GetType().Name} has no step."),
    };

    public ConditionSlot Condition(ConditionNode node, Lane lane) => node switch
    {
        ComparisonNode { Operator: ">" } more => Compare("<", Number(more.Right, lane), Number(more.Left, lane), lane),
        ComparisonNode { Operator: ">=" } least => Compare("<=", Number(least.Right, lane), Number(least.Left, lane), lane),
        ComparisonNode { Operator: var sign } other => Compare(sign, Number(other.Left, lane), Number(other.Right, lane), lane),
        BetweenNode between => Between(between, lane),
        CrossNode cross => Cross(cross, lane),
        TrendNode trend => Trend(trend, lane),
        StopNode stop => new ConditionSlot(-1, PerPosition: PositionRules.Condition(stop, Number(stop.Distance, lane).Each)),
        PastConditionNode past => Past(Still(Condition(past.Condition, lane)), past.Bars, lane),
        ScopedConditionNode scoped => Import(scoped, lane),
        AndNode and => And(Condition(and.Left, lane), Condition(and.Right, lane), lane),
        OrNode or => Or(Condition(or.Left, lane), Condition(or.Right, lane), lane),
        NotNode not => Not(Condition(not.Operand, lane)),
        _ => throw new UnreachableException($"{node.GetType().Name} has no step."),
    };

    /// <summary>The lane of other bars as seen from a lane; the lane itself where they are the same.</summary>
    /// <exception cref="ArgumentException">The interval of the rules' own bars is not known.</exception>
    public Lane LaneOf(RuleScope scope, Lane lane)
    {
        var own = IntervalOf(lane);
        var (symbol, other) = (scope.Symbol ?? lane.Symbol, scope.Interval ?? own);
        if (symbol == lane.Symbol && other == own)
            return lane;
        if (lane.Children.Find(child => child.Symbol == symbol && child.Interval == other) is { } known)
            return known;
        var added = new Lane(lane, symbol, other);
        added.Import = new ImportStep(added);
        lane.Children.Add(added);
        lane.Steps.Add(added.Import);
        lanes.Add(added);
        return added;
    }

    /// <summary>A number as a column that can be handed out: a constant is written out.</summary>
    public static NumberSlot Column(NumberSlot slot, Lane lane) => lane.ConstantIn(slot) is { } constant ? lane.Constant(constant, isWritten: true) : slot;

    private static NumberSlot Fundamental(FundamentalNode node, Lane lane)
    {
        IntervalOf(lane);
        return lane.Number(
            $"fundamental {node.Field.Name}", 0, target => lane.Steps.Add(new FundamentalStep(new FundamentalNeed(lane.Symbol, node.Field), target)));
    }

    private NumberSlot Indicator(IndicatorNode call, Lane lane)
    {
        var inputs = call.Inputs.Select(input => Column(Still(Number(input, lane)), lane)).ToArray();
        var parameters = string.Join(' ', call.Parameters.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        var warmup = inputs.Max(lane.WarmupOf) + call.Indicator.Warmup(call.Parameters);
        return lane.Line(
            $"{call.Indicator.Name} {parameters} {string.Join(' ', inputs.Select(slot => slot.Index))}",
            call.Output,
            warmup,
            () => new IndicatorStep(call.Indicator, call.Parameters, [.. inputs.Select(slot => slot.Index)], new int?[call.Indicator.Outputs.Count]));
    }

    private NumberSlot Function(FunctionNode function, Lane lane)
    {
        var name = Vocabulary.Lower(function.Function.ToString());
        var arguments = function.Arguments.Select(argument => Number(argument, lane)).ToList();
        return arguments.Count == 1
            ? Operation(name, arguments[0], arguments[0], lane)
            : arguments.Skip(1).Aggregate(arguments[0], (sofar, next) => Operation(name, sofar, next, lane));
    }

    private static NumberSlot Operation(string name, NumberSlot left, NumberSlot right, Lane lane)
    {
        var operation = NumberOperation.Of(name);
        if (left.PerPosition is not null || right.PerPosition is not null)
        {
            var (one, other) = (left.Each, right.Each);
            return new NumberSlot(-1, (LaneRun run, int row, in PositionView position) =>
                operation.Apply(one(run, row, position), other(run, row, position)));
        }

        return lane.ConstantIn(left) is { } first && lane.ConstantIn(right) is { } second
            ? lane.Constant(operation.Apply(first, second))
            : lane.Number(
                $"{name} {left.Index} {right.Index}",
                Math.Max(lane.WarmupOf(left), lane.WarmupOf(right)),
                target => lane.Steps.Add(new NumberStep(operation, left.Index, right.Index, target)));
    }

    private static NumberSlot Past(NumberSlot number, int bars, Lane lane) => lane.Number(
        $"past {number.Index} {bars}", lane.WarmupOf(number) + bars, target => lane.Steps.Add(new PastNumberStep(number.Index, bars, target)));

    private NumberSlot Import(ScopedNumberNode scoped, Lane lane)
    {
        var child = LaneOf(scoped.Scope, lane);
        var number = Still(Number(scoped.Number, child));
        return child == lane ? number : lane.Number(
            $"number {lane.Children.IndexOf(child)} {number.Index}",
            BarsBefore(child.WarmupOf(number), child),
            target => child.Import!.Numbers.Add((number, target)));
    }

    private ConditionSlot Import(ScopedConditionNode scoped, Lane lane)
    {
        var child = LaneOf(scoped.Scope, lane);
        var condition = Still(Condition(scoped.Condition, child));
        return child == lane ? condition : lane.Condition(
            $"condition {lane.Children.IndexOf(child)} {condition.Index} {condition.IsNegated}",
            BarsBefore(child.WarmupOf(condition), child),
            target => child.Import!.Conditions.Add((condition, target)));
    }

    /// <summary>Bars of the lane above before a lane that is put together from them has closed so many and one more; bars that are given may be there before.</summary>
    private static int BarsBefore(int warmup, Lane child) => child.IsAggregated
        ? (int)Math.Min(int.MaxValue / 2, (warmup + 1L) * (child.Interval!.Value.Duration.Ticks / child.Parent!.Interval!.Value.Duration.Ticks))
        : 0;

    private static ConditionSlot Compare(string sign, NumberSlot left, NumberSlot right, Lane lane)
    {
        var comparison = Comparison.Of(sign);
        if (left.PerPosition is null && right.PerPosition is null)
        {
            return lane.Condition(
                $"{sign} {left.Index} {right.Index}",
                Math.Max(lane.WarmupOf(left), lane.WarmupOf(right)),
                target => lane.Steps.Add(new CompareStep(comparison, left.Index, right.Index, target)));
        }

        var (one, other) = (left.Each, right.Each);
        return new ConditionSlot(-1, PerPosition: (LaneRun run, int row, in PositionView position) =>
            comparison.Apply(one(run, row, position), other(run, row, position)));
    }

    private ConditionSlot Between(BetweenNode between, Lane lane)
    {
        var number = Number(between.Number, lane);
        return And(Compare("<=", Number(between.Low, lane), number, lane), Compare("<=", number, Number(between.High, lane), lane), lane);
    }

    private ConditionSlot Cross(CrossNode cross, Lane lane)
    {
        var difference = Operation("-", Still(Number(cross.Left, lane)), Still(Number(cross.Right, lane)), lane);
        var zero = lane.Constant(0);
        return cross.Direction switch
        {
            CrossDirection.Above => Begins(Compare("<", zero, difference, lane), lane),
            CrossDirection.Below => Begins(Compare("<", difference, zero, lane), lane),
            _ => Or(Begins(Compare("<", zero, difference, lane), lane), Begins(Compare("<", difference, zero, lane), lane), lane),
        };
    }

    private static ConditionSlot Begins(ConditionSlot condition, Lane lane) => lane.Condition(
        $"begins {condition.Index}", lane.WarmupOf(condition) + 1, target => lane.Steps.Add(new BeginsStep(condition, target)));

    private ConditionSlot Trend(TrendNode trend, Lane lane)
    {
        var number = Still(Number(trend.Number, lane));
        var before = Past(number, 1, lane);
        var moves = trend.IsRising ? Compare("<", before, number, lane) : Compare("<", number, before, lane);
        return trend.Bars == 1 ? moves : lane.Condition(
            $"lasting {moves.Index} {trend.Bars}",
            lane.WarmupOf(moves) + trend.Bars - 1,
            target => lane.Steps.Add(new LastingStep(moves, trend.Bars, target)));
    }

    private static ConditionSlot Past(ConditionSlot condition, int bars, Lane lane) => lane.Condition(
        $"past {condition.Index} {condition.IsNegated} {bars}",
        lane.WarmupOf(condition) + bars,
        target => lane.Steps.Add(new PastConditionStep(condition, bars, target)));

    private static ConditionSlot And(ConditionSlot left, ConditionSlot right, Lane lane)
    {
        if (left.PerPosition is null && right.PerPosition is null)
        {
            return lane.Condition(
                $"and {left.Index} {left.IsNegated} {right.Index} {right.IsNegated}",
                Math.Max(lane.WarmupOf(left), lane.WarmupOf(right)),
                target => lane.Steps.Add(new AndStep(left, right, target)));
        }

        var (one, other) = (left.Each, right.Each);
        return new ConditionSlot(-1, PerPosition: (LaneRun run, int row, in PositionView position) =>
            (RuleTruth)Math.Min((int)one(run, row, position), (int)other(run, row, position)));
    }

    /// <summary>Not both of the opposites.</summary>
    private static ConditionSlot Or(ConditionSlot left, ConditionSlot right, Lane lane) => Not(And(Not(left), Not(right), lane));

    private static ConditionSlot Not(ConditionSlot condition) => condition.PerPosition is { } each
        ? new ConditionSlot(-1, PerPosition: (LaneRun run, int row, in PositionView position) => RuleTruth.Holds - (int)each(run, row, position))
        : condition with { IsNegated = !condition.IsNegated };

    private static Interval IntervalOf(Lane lane) => lane.Interval ?? throw new ArgumentException(
        "The rules look at other bars or at figures about the company; say of which interval their own bars are.");

    private static NumberSlot Still(NumberSlot slot) => slot.PerPosition is null ? slot : throw Remembers();

    private static ConditionSlot Still(ConditionSlot slot) => slot.PerPosition is null ? slot : throw Remembers();

    private static ArgumentException Remembers() => new("A rule needs the past of what depends on the position, which is not kept.");
}
