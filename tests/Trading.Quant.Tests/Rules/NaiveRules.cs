using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Quant.Tests.Rules;

/// <summary>
/// The rule language from its definitions, as slowly and plainly as can be, over whole lists of bars. A condition is a set of what it
/// may be: where two numbers are within rounding of each other it may hold or fail.
/// </summary>
internal sealed class NaiveRules(
    Bar[] bars, Interval interval, string? symbol, Func<string?, Interval, Bar[]?> others, Func<string?, FundamentalField, (DateTimeOffset At, double Value)[]> figures,
    PositionView[]? positions = null)
{
    [Flags]
    public enum May
    {
        Fail = 1,
        BeUnknown = 2,
        Hold = 4,
    }

    public double[] Number(NumericNode node) => node switch
    {
        NumberNode number => Each(_ => number.Value),
        FieldNode field => Each(i => Field(bars[i], field.Field)),
        DerivedNode { Field: DerivedField.Hl2 } => Each(i => (bars[i].High + bars[i].Low) / 2),
        DerivedNode { Field: DerivedField.Hlc3 } => Each(i => (bars[i].High + bars[i].Low + bars[i].Close) / 3),
        DerivedNode => Each(i => (bars[i].Open + bars[i].High + bars[i].Low + bars[i].Close) / 4),
        FundamentalNode figure => Each(i => figures(symbol, figure.Field).Where(known => known.At <= ClosesAt(i)).Select(known => known.Value).LastOrDefault(double.NaN)),
        PositionNode position => Each(i => Position(position.Term, positions![i], bars[i].Close)),
        IndicatorNode call => Indicator(call),
        FunctionNode function => Function(function.Function, [.. function.Arguments.Select(Number)]),
        ArithmeticNode sum => Arithmetic(sum.Operator, Number(sum.Left), Number(sum.Right)),
        PastNumberNode past when Number(past.Number) is var column => Each(i => i < past.Bars ? double.NaN : column[i - past.Bars]),
        ScopedNumberNode scoped when Other(scoped.Scope) is var other => Seen(other, other.Number(scoped.Number), double.NaN),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    public May[] Condition(ConditionNode node)
    {
        switch (node)
        {
            case ComparisonNode comparison:
                return Zip(Number(comparison.Left), Number(comparison.Right), (left, right) => Compare(comparison.Operator, left, right));
            case BetweenNode between:
                var (number, low, high) = (Number(between.Number), Number(between.Low), Number(between.High));
                return Each(i => Both(Compare(">=", number[i], low[i]), Compare("<=", number[i], high[i]), Math.Min));
            case CrossNode cross:
                var (one, other) = (Number(cross.Left), Number(cross.Right));
                return Each(i => i == 0 ? May.BeUnknown : Cross(cross.Direction, Signs(one[i - 1], other[i - 1]), Signs(one[i], other[i])));
            case TrendNode trend:
                var column = Number(trend.Number);
                return Each(i => Enumerable.Range(0, trend.Bars).Select(back => i - back < 1 ? May.BeUnknown
                    : Compare(trend.IsRising ? ">" : "<", column[i - back], column[i - back - 1])).Aggregate(May.Hold, (sofar, next) => Both(sofar, next, Math.Min)));
            case StopNode stop:
                var distance = Number(stop.Distance);
                return Each(i => Stop(stop, distance[i], bars[i].Close, positions![i]));
            case PastConditionNode past:
                var before = Condition(past.Condition);
                return Each(i => i < past.Bars ? May.BeUnknown : before[i - past.Bars]);
            case ScopedConditionNode scoped:
                var bars2 = Other(scoped.Scope);
                return Seen(bars2, bars2.Condition(scoped.Condition), May.BeUnknown);
            case AndNode and:
                return Zip(Condition(and.Left), Condition(and.Right), (left, right) => Both(left, right, Math.Min));
            case OrNode or:
                return Zip(Condition(or.Left), Condition(or.Right), (left, right) => Both(left, right, Math.Max));
            case NotNode not:
                return [.. Condition(not.Operand).Select(may => (may & May.BeUnknown) | (may.HasFlag(May.Hold) ? May.Fail : 0) | (may.HasFlag(May.Fail) ? May.Hold : 0))];
            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    public static May Of(RuleTruth truth) => truth switch { RuleTruth.Fails => May.Fail, RuleTruth.Holds => May.Hold, _ => May.BeUnknown };

    private DateTimeOffset ClosesAt(int i) => bars[i].Time + interval.Duration;

    private NaiveRules Other(RuleScope scope)
    {
        var (otherSymbol, otherInterval) = (scope.Symbol ?? symbol, scope.Interval ?? interval);
        if (otherSymbol == symbol && otherInterval == interval)
            return this;
        return new NaiveRules(others(otherSymbol, otherInterval) ?? Longer(otherInterval), otherInterval, otherSymbol, others, figures);
    }

    private Bar[] Longer(Interval longer) => [.. bars.GroupBy(bar => bar.Time.UtcTicks / longer.Duration.Ticks).Select(group => new Bar(
        new DateTimeOffset(group.Key * longer.Duration.Ticks, TimeSpan.Zero),
        group.Select(bar => bar.Open).FirstOrDefault(IsThere, double.NaN),
        group.Select(bar => bar.High).Where(IsThere).DefaultIfEmpty(double.NaN).Max(),
        group.Select(bar => bar.Low).Where(IsThere).DefaultIfEmpty(double.NaN).Min(),
        group.Select(bar => bar.Close).LastOrDefault(IsThere, double.NaN),
        group.Any(bar => IsThere(bar.Volume)) ? group.Select(bar => bar.Volume).Where(IsThere).Sum() : double.NaN))];

    private T[] Seen<T>(NaiveRules other, T[] values, T none) => other == this ? values : Each(i =>
    {
        var last = Enumerable.Range(0, other.bars.Length).Count(j => other.ClosesAt(j) <= ClosesAt(i)) - 1;
        return last < 0 ? none : values[last];
    });

    private readonly Bar[] bars = bars;

    private double[] Indicator(IndicatorNode call)
    {
        var inputs = call.Inputs.Select(Number).ToArray();
        var result = Each(_ => double.NaN);
        for (var start = 0; start < bars.Length; start++)
        {
            var end = start;
            while (end < bars.Length && inputs.All(input => double.IsFinite(input[end]) && Math.Abs(input[end]) <= 1e100))
                end++;
            double[] values = [.. Enumerable.Range(start, end - start).Select(i => inputs.Sum(input => input[i]))];
            for (var i = 0; i < values.Length; i++)
                result[start + i] = Indicator(call, values[..(i + 1)]);
            start = end;
        }

        return result;
    }

    private static double Indicator(IndicatorNode call, double[] values)
    {
        var length = (int)call.Parameters[0];
        var last = values.Length - 1;
        switch (call.Indicator.Name)
        {
            case "ema":
                if (last < length - 1)
                    return double.NaN;
                return values.Skip(length).Aggregate(values.Take(length).Average(), (mean, value) => mean + (2.0 / (length + 1) * (value - mean)));
            case "rsi":
                if (last < length)
                    return double.NaN;
                var (gain, loss) = (0.0, 0.0);
                for (var i = 1; i <= last; i++)
                {
                    var (up, down) = (Math.Max(0, values[i] - values[i - 1]), Math.Max(0, values[i - 1] - values[i]));
                    if (i <= length)
                        (gain, loss) = (gain + (up / length), loss + (down / length));
                    else
                        (gain, loss) = (((gain * (length - 1)) + up) / length, ((loss * (length - 1)) + down) / length);
                }

                return loss > 0 ? 100 - (100 / (1 + (gain / loss))) : 100;
            default:
                var mean = last < length - 1 ? double.NaN : values[^length..].Sum() / length;
                return call.Parameters.Count == 1 ? mean : mean + (call.Parameters[1] * (2 - call.Output));
        }
    }

    private double[] Function(RuleFunction function, double[][] arguments) => Each(i => function switch
    {
        RuleFunction.Abs => Math.Abs(arguments[0][i]),
        RuleFunction.Sqrt => Math.Sqrt(arguments[0][i]),
        RuleFunction.Log => arguments[0][i] <= 0 ? double.NaN : Math.Log(arguments[0][i]),
        RuleFunction.Exp => Math.Exp(arguments[0][i]),
        RuleFunction.Round => double.Floor(Math.Abs(arguments[0][i]) + 0.5) * Math.CopySign(1, arguments[0][i]),
        RuleFunction.Sign => double.IsNaN(arguments[0][i]) ? double.NaN : Math.Sign(arguments[0][i]),
        RuleFunction.Min => arguments.Any(argument => double.IsNaN(argument[i])) ? double.NaN : arguments.Min(argument => argument[i]),
        _ => arguments.Any(argument => double.IsNaN(argument[i])) ? double.NaN : arguments.Max(argument => argument[i]),
    });

    private static double[] Arithmetic(char sign, double[] left, double[] right) => Zip(left, right, (one, other) => sign switch
    {
        '+' => one + other,
        '-' => one - other,
        '*' => one * other,
        _ => other == 0 ? double.NaN : one / other,
    });

    private static double Position(PositionTerm term, in PositionView position, double close) => (position.Direction, term) switch
    {
        (0, _) => double.NaN,
        (> 0, PositionTerm.ProfitPercent) => ((close / position.EntryPrice) - 1) * 100,
        (_, PositionTerm.ProfitPercent) => (1 - (close / position.EntryPrice)) * 100,
        (_, PositionTerm.BarsHeld) => position.BarsHeld,
        (_, PositionTerm.EntryPrice) => position.EntryPrice,
        (_, PositionTerm.HighestSinceEntry) => position.Highest,
        _ => position.Lowest,
    };

    private static May Stop(StopNode stop, double distance, double close, in PositionView position)
    {
        if (position.Direction == 0)
            return May.BeUnknown;
        var best = position.Direction > 0 ? position.Highest : position.Lowest;
        var from = stop.Kind == StopKind.Trailing ? best : position.EntryPrice;
        var lost = (from - close) * position.Direction;
        return Compare(">=", stop.Kind == StopKind.Profit ? -lost : lost, stop.IsPercent ? from * distance / 100 : distance);
    }

    private static May Compare(string sign, double left, double right)
    {
        if (double.IsNaN(left) || double.IsNaN(right))
            return May.BeUnknown;
        if (IsNear(left, right))
            return May.Fail | May.Hold;
        return (sign switch { "<" or "<=" => left < right, ">" or ">=" => left > right, "==" => false, _ => true }) ? May.Hold : May.Fail;
    }

    /// <summary>Signs that a difference may have; none when it is not defined.</summary>
    private static int[] Signs(double left, double right) =>
        double.IsNaN(left - right) ? [] : IsNear(left, right) ? [-1, 0, 1] : [left > right ? 1 : -1];

    private static May Cross(CrossDirection direction, int[] before, int[] now)
    {
        if (before.Length == 0 || now.Length == 0)
            return May.BeUnknown;
        May may = 0;
        foreach (var was in before)
        {
            foreach (var @is in now)
            {
                var (up, down) = (was <= 0 && @is > 0, was >= 0 && @is < 0);
                may |= direction switch { CrossDirection.Above => up, CrossDirection.Below => down, _ => up || down } ? May.Hold : May.Fail;
            }
        }

        return may;
    }

    private static bool IsNear(double left, double right) => left == right || Math.Abs(left - right) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right)));

    private static May Both(May one, May other, Func<int, int, int> join)
    {
        May may = 0;
        foreach (var a in Enum.GetValues<May>().Where(a => one.HasFlag(a)))
        {
            foreach (var b in Enum.GetValues<May>().Where(b => other.HasFlag(b)))
                may |= (May)join((int)a, (int)b);
        }

        return may;
    }

    private static bool IsThere(double value) => !double.IsNaN(value);

    private static double Field(in Bar bar, BarField field) => field switch
    {
        BarField.Open => bar.Open,
        BarField.High => bar.High,
        BarField.Low => bar.Low,
        BarField.Close => bar.Close,
        _ => bar.Volume,
    };

    private T[] Each<T>(Func<int, T> value) => [.. Enumerable.Range(0, bars.Length).Select(value)];

    private static TResult[] Zip<T, TResult>(T[] left, T[] right, Func<T, T, TResult> join) => [.. left.Zip(right, join)];
}
