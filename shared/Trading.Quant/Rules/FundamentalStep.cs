namespace Trading.Quant.Rules;

/// <summary>A figure about a company as it was known at each bar's close.</summary>
internal sealed record FundamentalStep(FundamentalNeed Need, int Target) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run(FundamentalStep step, LaneRun lane) : StepRun
    {
        private readonly List<(long KnownAt, double Value)> values = lane.Feeds.Of(step.Need);
        private int next;
        private double known = double.NaN;

        public override void Next(ReadOnlySpan<long> times)
        {
            var target = lane.Written(step.Target);
            for (var i = 0; i < target.Length; i++)
            {
                var closesAt = SessionClock.ClosesAt(times[i], lane.Lane.Interval!.Value);
                for (; next < values.Count && values[next].KnownAt <= closesAt; next++)
                    known = values[next].Value;
                target[i] = known;
            }
        }

        public override void Reset() => (next, known) = (0, double.NaN);

        public override void Save(BinaryWriter writer) => writer.Write(known);

        public override void Load(BinaryReader reader) => known = reader.ReadDouble();
    }
}
