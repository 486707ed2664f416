using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>Between which values a number always lies, ends included.</summary>
internal readonly record struct ValueRange(double Low, double High)
{
    private static readonly ValueRange Any = new(double.NegativeInfinity, double.PositiveInfinity);
    private static readonly ValueRange Positive = new(0, double.PositiveInfinity);

    /// <summary>Indicators all of whose lines are bounded by their formula.</summary>
    private static readonly Dictionary<string, ValueRange> Indicators = new()
    {
        ["rsi"] = new(0, 100),
        ["stoch"] = new(0, 100),
        ["stochrsi"] = new(0, 100),
        ["mfi"] = new(0, 100),
        ["adx"] = new(0, 100),
        ["ultosc"] = new(0, 100),
        ["williamsr"] = new(-100, 0),
        ["cmf"] = new(-1, 1),
        ["atr"] = Positive,
        ["trange"] = Positive,
        ["stddev"] = Positive,
    };

    /// <summary>The range of a number; everything where nothing is known of it.</summary>
    public static ValueRange Of(NumericNode node) => node switch
    {
        NumberNode number => new(number.Value, number.Value),
        FieldNode { Field: BarField.Volume } => Positive,
        PositionNode { Term: PositionTerm.BarsHeld } => Positive,
        IndicatorNode { Indicator.Name: "sma" or "ema" or "wma" or "highest" or "lowest" } mean => Of(mean.Inputs[0]),
        IndicatorNode call => Indicators.GetValueOrDefault(call.Indicator.Name, Any),
        PastNumberNode past => Of(past.Number),
        ScopedNumberNode scoped => Of(scoped.Number),
        FunctionNode { Function: RuleFunction.Abs or RuleFunction.Sqrt or RuleFunction.Exp } => Positive,
        FunctionNode { Function: RuleFunction.Sign } => new(-1, 1),
        ArithmeticNode { Operator: '+' } sum => Of(sum.Left).Plus(Of(sum.Right)),
        ArithmeticNode { Operator: '-' } difference => Of(difference.Left).Plus(Of(difference.Right).Times(-1)),
        ArithmeticNode { Operator: '*', Left: NumberNode times } product => Of(product.Right).Times(times.Value),
        ArithmeticNode { Operator: '*', Right: NumberNode times } product => Of(product.Left).Times(times.Value),
        ArithmeticNode { Operator: '/', Right: NumberNode { Value: not 0 } by } ratio => Of(ratio.Left).Times(1 / by.Value),
        _ => Any,
    };

    private ValueRange Plus(ValueRange other) => new(Low + other.Low, High + other.High);

    private ValueRange Times(double factor) => factor == 0 ? new(0, 0)
        : factor > 0 ? new(Low * factor, High * factor)
        : new(High * factor, Low * factor);
}
