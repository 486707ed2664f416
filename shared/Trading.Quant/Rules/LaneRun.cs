using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>A lane at some bar: its columns over the newest block of bars, and what its steps remember.</summary>
internal sealed class LaneRun
{
    private readonly double[][] buffers;
    private readonly ReadOnlyMemory<double>[] columns;
    private readonly int[] strides;
    private readonly ulong[][] holds;
    private readonly ulong[][] fails;
    private readonly StepRun[] steps;
    private readonly List<LaneRun> children = [];

    /// <summary>The lane before its first bar.</summary>
    /// <param name="lane">What is calculated.</param>
    /// <param name="longest">Most bars in a block.</param>
    /// <param name="feeds">Bars and figures other than the rules' own.</param>
    public LaneRun(Lane lane, int longest, RuleFeeds feeds)
    {
        Lane = lane;
        Longest = longest;
        Feeds = feeds;
        buffers = new double[lane.Numbers.Count][];
        columns = new ReadOnlyMemory<double>[buffers.Length];
        strides = new int[buffers.Length];
        for (var i = 0; i < buffers.Length; i++)
        {
            strides[i] = lane.Numbers[i] is { IsWritten: false } ? 0 : 1;
            buffers[i] = new double[strides[i] == 0 ? Rules.Operands.ConstantLength : longest];
            if (lane.Numbers[i] is { } constant)
                Array.Fill(buffers[i], constant.Value);
        }

        holds = NewBits(lane.ConditionCount, longest);
        fails = NewBits(lane.ConditionCount, longest);
        steps = [.. lane.Steps.Select(step => step.Start(this))];
    }

    public Lane Lane { get; }

    public int Longest { get; }

    public RuleFeeds Feeds { get; }

    /// <summary>Number of bars in the newest block.</summary>
    public int Count { get; private set; }

    /// <summary>The lane of other bars that is seen from here.</summary>
    public LaneRun Child(Lane child) => children.First(known => known.Lane == child);

    public void AddChild(LaneRun child) => children.Add(child);

    /// <summary>Sets a column of the bars that are taken in next, which stay where they are.</summary>
    public void SetField(BarField field, ReadOnlyMemory<double> values) => columns[(int)field] = values;

    /// <summary>Sets a column of the bars that are taken in next, which are kept here.</summary>
    public void CopyField(BarField field, ReadOnlySpan<double> values)
    {
        values.CopyTo(buffers[(int)field]);
        columns[(int)field] = buffers[(int)field].AsMemory(0, values.Length);
    }

    /// <summary>Takes in the bars whose fields were set.</summary>
    public void Next(ReadOnlySpan<long> times)
    {
        if (Count != times.Length)
        {
            Count = times.Length;
            for (var i = RuleFeed.FieldCount; i < columns.Length; i++)
                columns[i] = buffers[i].AsMemory(0, strides[i] == 0 ? buffers[i].Length : Count);
        }

        foreach (var step in steps)
            step.Next(times);
    }

    public double Number(int index, int row) => columns[index].Span[row * strides[index]];

    public RuleTruth Truth(ConditionSlot slot, int row)
    {
        var bit = 1UL << (row & 63);
        var (held, failed) = ((holds[slot.Index][row >> 6] & bit) != 0, (fails[slot.Index][row >> 6] & bit) != 0);
        return held == failed ? RuleTruth.Unknown : held == slot.IsNegated ? RuleTruth.Fails : RuleTruth.Holds;
    }

    public void Write(int index, int row, RuleTruth truth)
    {
        var bit = 1UL << (row & 63);
        ref var held = ref holds[index][row >> 6];
        ref var failed = ref fails[index][row >> 6];
        if ((row & 63) == 0)
            (held, failed) = (0, 0);
        if (truth == RuleTruth.Holds)
            held |= bit;
        else if (truth == RuleTruth.Fails)
            failed |= bit;
    }

    public ulong[] Holding(ConditionSlot slot) => (slot.IsNegated ? fails : holds)[slot.Index];

    public ulong[] Failing(ConditionSlot slot) => (slot.IsNegated ? holds : fails)[slot.Index];

    public Operands Operands(int index) => new(columns[index].Span, strides[index]);

    public ReadOnlyMemory<double> Column(int index) => columns[index];

    public Memory<double> Buffer(int index) => buffers[index].AsMemory(0, Count);

    public Span<double> Written(int index) => buffers[index].AsSpan(0, Count);

    public void Reset()
    {
        Count = 0;
        foreach (var step in steps)
            step.Reset();
    }

    public void Save(BinaryWriter writer)
    {
        foreach (var step in steps)
            step.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        foreach (var step in steps)
            step.Load(reader);
    }

    private static ulong[][] NewBits(int count, int bars) => [.. Enumerable.Range(0, count).Select(_ => new ulong[(bars + 63) / 64])];
}
