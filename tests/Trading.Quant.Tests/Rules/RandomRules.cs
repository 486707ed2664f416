using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Quant.Tests.Rules;

/// <summary>
/// Random trees over the whole grammar. Lengths are powers of two and divisors can't be differences of nearly equal numbers, so that on
/// prices in quarters two right calculations differ by rounding alone.
/// </summary>
internal sealed class RandomRules(Random random, RandomRules.Parts parts)
{
    public const Parts Everything = Parts.Position | Parts.OtherBars | Parts.Fundamentals | Parts.Extremes;

    [Flags]
    public enum Parts
    {
        OwnBars = 0,
        Position = 1,
        OtherBars = 2,
        Fundamentals = 4,
        Extremes = 8,
    }

    public ConditionNode Condition(int depth, bool isStill = false)
    {
        var mayHold = !isStill && parts.HasFlag(Parts.Position);
        switch (random.Next(depth > 0 ? 14 : 5))
        {
            case 0 or 5:
                return new ComparisonNode(Number(depth - 1, isStill), Pick("<", "<=", ">", ">=", "==", "!="), Number(depth - 1, isStill));
            case 1:
                return new CrossNode(Number(depth - 1, true), Pick(CrossDirection.Above, CrossDirection.Below, CrossDirection.Either), Number(depth - 1, true));
            case 2:
                return new BetweenNode(Number(depth - 1, isStill), Number(depth - 1, isStill), Number(depth - 1, isStill));
            case 3:
                return new TrendNode(Number(depth - 1, true), random.Next(2) == 0, random.Next(1, 4));
            case 4 when mayHold:
                var isPercent = random.Next(2) == 0;
                return new StopNode(Pick(StopKind.Loss, StopKind.Profit, StopKind.Trailing), isPercent ? new NumberNode(random.Next(1, 40) / 4.0) : Number(depth - 1, true), isPercent);
            case 6 or 7 or 8:
                return new AndNode(Condition(depth - 1, isStill), Condition(depth - 1, isStill));
            case 9 or 10:
                return new OrNode(Condition(depth - 1, isStill), Condition(depth - 1, isStill));
            case 11:
                return new NotNode(Condition(depth - 1, isStill));
            case 12:
                return new PastConditionNode(Condition(depth - 1, true), random.Next(1, 70));
            case 13 when parts.HasFlag(Parts.OtherBars):
                return new ScopedConditionNode(Scope(), Condition(depth - 1, true));
            default:
                return new ComparisonNode(Number(depth - 1, isStill), Pick("<", ">"), Number(depth - 1, isStill));
        }
    }

    public NumericNode Number(int depth, bool isStill = true)
    {
        switch (random.Next(depth > 0 ? 17 : 6))
        {
            case 0:
                return new NumberNode(parts.HasFlag(Parts.Extremes) && random.Next(10) == 0 ? Pick(1e30, -2.5e-7, 0, 1234567890123, 0.1) : random.Next(-20, 480) / 4.0);
            case 1 when parts.HasFlag(Parts.Fundamentals):
                return new FundamentalNode(FundamentalField.All[random.Next(3)]);
            case 2 when !isStill && parts.HasFlag(Parts.Position):
                return new PositionNode(Pick(Enum.GetValues<PositionTerm>()));
            case 3:
                return new DerivedNode(Pick(Enum.GetValues<DerivedField>()));
            case 6 or 7 or 8 or 9:
                return Indicator(depth);
            case 10 or 11:
                return new ArithmeticNode(Number(depth - 1, isStill), Pick('+', '-', '*'), Number(depth - 1, isStill));
            case 12:
                return new ArithmeticNode(Number(depth - 1, isStill), '/', random.Next(2) == 0 ? new FieldNode(BarField.Volume) : new NumberNode(Pick(0, 2, 4, -8)));
            case 13:
                return new FunctionNode(Pick(RuleFunction.Abs, RuleFunction.Sqrt, RuleFunction.Log, RuleFunction.Exp), [Number(depth - 1, isStill)]);
            case 14:
                return new FunctionNode(Pick(RuleFunction.Min, RuleFunction.Max), [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Number(depth - 1, isStill))]);
            case 15:
                return new PastNumberNode(Number(depth - 1), random.Next(1, 9));
            case 16 when parts.HasFlag(Parts.OtherBars):
                return new ScopedNumberNode(Scope(), Number(depth - 1));
            default:
                return random.Next(12) == 0 && depth > 0
                    ? new FunctionNode(Pick(RuleFunction.Round, RuleFunction.Sign), [new FieldNode(Pick(Enum.GetValues<BarField>()))])
                    : new FieldNode(Pick(Enum.GetValues<BarField>()));
        }
    }

    private IndicatorNode Indicator(int depth)
    {
        var indicator = Pick([.. TestIndicators.Catalog.All]);
        var length = indicator.Name == "ema" ? Pick(1, 3, 7) : Pick(1, 2, 4, 8);
        NumericNode[] inputs = indicator.Inputs.Count == 1 && random.Next(2) == 0 ? [Number(depth - 1)] : [.. indicator.Inputs.Select(field => new FieldNode(field))];
        double[] parameters = indicator.Parameters.Count == 1 ? [length] : [length, random.Next(0, 12) / 4.0];
        return new IndicatorNode(indicator, inputs, parameters, random.Next(indicator.Outputs.Count));
    }

    private RuleScope Scope()
    {
        var symbol = Pick(null, null, "SPY", "BTC-USD", "005930");
        return new RuleScope(symbol, symbol is null || random.Next(2) == 0 ? Pick(Interval.FiveMinutes, Interval.FifteenMinutes, Interval.OneHour, Interval.FourHours, Interval.OneDay) : null);
    }

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
}
