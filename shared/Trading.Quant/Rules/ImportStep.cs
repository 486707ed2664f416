using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>
/// Runs the lane of other bars and brings its values over: at each bar those of the last of the other bars that had closed by then.
/// </summary>
internal sealed record ImportStep(Lane Child) : RuleStep
{
    public List<(NumberSlot From, int Target)> Numbers { get; } = [];

    public List<(ConditionSlot From, int Target)> Conditions { get; } = [];

    public override StepRun Start(LaneRun lane) => new ImportRun(this, lane);
}

/// <summary>The lane of other bars at some bar.</summary>
internal sealed class ImportRun : StepRun
{
    private readonly ImportStep step;
    private readonly LaneRun lane;
    private readonly Interval interval;
    private readonly RuleFeed feed;
    private readonly BarAggregator? aggregator;
    private readonly int[] rows;
    private readonly double[] numbers;
    private readonly RuleTruth[] conditions;

    public ImportRun(ImportStep step, LaneRun lane)
    {
        this.step = step;
        this.lane = lane;
        interval = step.Child.Interval!.Value;
        Child = new LaneRun(step.Child, lane.Longest, lane.Feeds);
        feed = lane.Feeds.Open(step.Child, lane.Longest);
        aggregator = step.Child.IsAggregated ? new BarAggregator(lane.Lane.Interval!.Value, interval) : null;
        rows = new int[lane.Longest];
        numbers = new double[step.Numbers.Count];
        conditions = new RuleTruth[step.Conditions.Count];
        Forget();
        lane.AddChild(Child);
    }

    /// <summary>The other bars' lane.</summary>
    public LaneRun Child { get; }

    public override void Next(ReadOnlySpan<long> times)
    {
        if (aggregator is not null && !feed.IsGiven)
            Aggregate(times);
        var row = 0;
        while (row < times.Length)
        {
            feed.Refill();
            var count = CountClosed(ClosesAt(times[^1]));
            var from = row;
            if (count == 0)
            {
                row = times.Length;
                rows.AsSpan(from, row - from).Fill(-1);
                Bring(from, row);
                return;
            }

            var taken = feed.Take(count, Child);
            Child.Next(taken);
            row = Align(times, taken, row);
            Bring(from, row);
            Keep(count - 1);
        }
    }

    public override void Reset()
    {
        Child.Reset();
        feed.Reset();
        aggregator?.Reset();
        Forget();
    }

    public override void Save(BinaryWriter writer)
    {
        Child.Save(writer);
        feed.Save(writer);
        aggregator?.Save(writer);
        foreach (var number in numbers)
            writer.Write(number);
        foreach (var condition in conditions)
            writer.Write((byte)condition);
    }

    public override void Load(BinaryReader reader)
    {
        Child.Load(reader);
        feed.Load(reader);
        aggregator?.Load(reader);
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = reader.ReadDouble();
        for (var i = 0; i < conditions.Length; i++)
            conditions[i] = (RuleTruth)reader.ReadByte();
    }

    private void Forget()
    {
        Array.Fill(numbers, double.NaN);
        Array.Fill(conditions, RuleTruth.Unknown);
    }

    private void Aggregate(ReadOnlySpan<long> times)
    {
        for (var i = 0; i < times.Length; i++)
        {
            aggregator!.Add(
                times[i], lane.Number((int)BarField.Open, i), lane.Number((int)BarField.High, i), lane.Number((int)BarField.Low, i),
                lane.Number((int)BarField.Close, i), lane.Number((int)BarField.Volume, i), feed);
        }
    }

    private int CountClosed(long by)
    {
        var count = 0;
        while (count < Math.Min(feed.Count, Child.Longest) && SessionClock.ClosesAt(feed.TimeOf(count), interval) <= by)
            count++;
        return count;
    }

    /// <summary>Finds for each bar the other bar that it sees, -1 for the one before those taken, until more must be taken.</summary>
    /// <returns>The first bar that is not done.</returns>
    private int Align(ReadOnlySpan<long> times, ReadOnlySpan<long> taken, int row)
    {
        var other = -1;
        for (; row < times.Length; row++)
        {
            var by = ClosesAt(times[row]);
            while (other + 1 < taken.Length && SessionClock.ClosesAt(taken[other + 1], interval) <= by)
                other++;
            if (other + 1 == taken.Length && feed.TimeOf(0) is var next && next != long.MaxValue && SessionClock.ClosesAt(next, interval) <= by)
                break;
            rows[row] = other;
        }

        return row;
    }

    private void Bring(int from, int to)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var target = lane.Written(step.Numbers[i].Target);
            for (var row = from; row < to; row++)
                target[row] = rows[row] < 0 ? numbers[i] : Child.Number(step.Numbers[i].From.Index, rows[row]);
        }

        for (var i = 0; i < conditions.Length; i++)
        {
            for (var row = from; row < to; row++)
                lane.Write(step.Conditions[i].Target, row, rows[row] < 0 ? conditions[i] : Child.Truth(step.Conditions[i].From, rows[row]));
        }
    }

    private void Keep(int row)
    {
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Child.Number(step.Numbers[i].From.Index, row);
        for (var i = 0; i < conditions.Length; i++)
            conditions[i] = Child.Truth(step.Conditions[i].From, row);
    }

    private long ClosesAt(long time) => SessionClock.ClosesAt(time, lane.Lane.Interval!.Value);
}
