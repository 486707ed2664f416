using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>
/// What is calculated on the bars of one symbol and interval: steps in an order in which each finds its operands done, and the columns
/// they fill. The first columns are the bar's fields. A lane on other bars hangs below the one that asks for it.
/// </summary>
/// <param name="parent">The lane whose bars see this one's; null for that of the rules' own bars.</param>
/// <param name="symbol">Symbol; null for the rules' own.</param>
/// <param name="interval">Interval; null where the rules' own is not known, and nothing needs it.</param>
internal sealed class Lane(Lane? parent, string? symbol, Interval? interval)
{
    private readonly Dictionary<string, int> known = [];
    private readonly Dictionary<string, IndicatorStep> indicators = [];
    private readonly List<int> numberWarmups = [.. Enum.GetValues<BarField>().Select(_ => 0)];
    private readonly List<int> conditionWarmups = [];

    public Lane? Parent { get; } = parent;

    public string? Symbol { get; } = symbol;

    public Interval? Interval { get; } = interval;

    public List<Lane> Children { get; } = [];

    public List<RuleStep> Steps { get; } = [];

    /// <summary>The step in the parent that brings this lane's values over.</summary>
    public ImportStep? Import { get; set; }

    /// <summary>Values of constants by column, and whether they are written out; null for columns that steps fill.</summary>
    public List<(double Value, bool IsWritten)?> Numbers { get; } = [.. Enum.GetValues<BarField>().Select(_ => ((double, bool)?)null)];

    public int ConditionCount => conditionWarmups.Count;

    /// <summary>Bars before every column has a value, at most.</summary>
    public int Warmup { get; private set; }

    /// <summary>True when its bars can be put together from the parent's.</summary>
    public bool IsAggregated => Parent is not null && Symbol == Parent.Symbol && Interval!.Value.Duration > Parent.Interval!.Value.Duration;

    public int WarmupOf(NumberSlot slot) => slot.PerPosition is null ? numberWarmups[slot.Index] : 0;

    public int WarmupOf(ConditionSlot slot) => slot.PerPosition is null ? conditionWarmups[slot.Index] : 0;

    public NumberSlot Constant(double value, bool isWritten = false)
    {
        var key = FormattableString.Invariant($"constant {BitConverter.DoubleToInt64Bits(value)} {isWritten}");
        if (!known.TryGetValue(key, out var index))
        {
            known[key] = index = AddNumber(0);
            Numbers[index] = (value, isWritten);
        }

        return new NumberSlot(index);
    }

    /// <summary>The constant in a column; null for one that differs from bar to bar.</summary>
    public double? ConstantIn(NumberSlot slot) => slot.PerPosition is null ? Numbers[slot.Index]?.Value : null;

    /// <summary>The column of a calculation, which is added when it is new.</summary>
    public NumberSlot Number(string key, int warmup, Action<int> add)
    {
        if (!known.TryGetValue(key, out var index))
        {
            known[key] = index = AddNumber(warmup);
            add(index);
        }

        return new NumberSlot(index);
    }

    /// <summary>The columns of a condition, which are added when it is new.</summary>
    public ConditionSlot Condition(string key, int warmup, Action<int> add)
    {
        if (!known.TryGetValue(key, out var index))
        {
            known[key] = index = conditionWarmups.Count;
            Warmup = Math.Max(Warmup, warmup);
            conditionWarmups.Add(warmup);
            add(index);
        }

        return new ConditionSlot(index);
    }

    /// <summary>The column of an indicator's line; all lines of one indicator are calculated by one step.</summary>
    public NumberSlot Line(string key, int output, int warmup, Func<IndicatorStep> create)
    {
        if (!indicators.TryGetValue(key, out var step))
        {
            indicators[key] = step = create();
            Steps.Add(step);
        }

        return new NumberSlot(step.Outputs[output] ??= AddNumber(warmup));
    }

    private int AddNumber(int warmup)
    {
        Warmup = Math.Max(Warmup, warmup);
        Numbers.Add(null);
        numberWarmups.Add(warmup);
        return Numbers.Count - 1;
    }
}
