namespace Trading.Quant.Rules;

/// <summary>The value that a number had some bars before.</summary>
internal sealed record PastNumberStep(int Source, int Bars, int Target) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run : StepRun
    {
        private readonly PastNumberStep step;
        private readonly LaneRun lane;
        private readonly double[] past;   // oldest at the position where the next is written
        private int at;

        public Run(PastNumberStep step, LaneRun lane)
        {
            this.step = step;
            this.lane = lane;
            past = new double[step.Bars];
            Reset();
        }

        public override void Reset()
        {
            Array.Fill(past, double.NaN);
            at = 0;
        }

        public override void Next(ReadOnlySpan<long> times)
        {
            var source = lane.Operands(step.Source);
            var target = lane.Written(step.Target);
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = past[at];
                past[at] = source[i];
                at = at + 1 == past.Length ? 0 : at + 1;
            }
        }

        public override void Save(BinaryWriter writer)
        {
            writer.Write(at);
            foreach (var value in past)
                writer.Write(value);
        }

        public override void Load(BinaryReader reader)
        {
            at = reader.ReadInt32() is var saved && saved >= 0 && saved < past.Length ? saved : throw new FormatException("A saved position is outside of its column.");
            for (var i = 0; i < past.Length; i++)
                past[i] = reader.ReadDouble();
        }
    }
}

/// <summary>What a condition was some bars before.</summary>
internal sealed record PastConditionStep(ConditionSlot Source, int Bars, int Target) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run : StepRun
    {
        private readonly PastConditionStep step;
        private readonly LaneRun lane;
        private readonly RuleTruth[] past;
        private int at;

        public Run(PastConditionStep step, LaneRun lane)
        {
            this.step = step;
            this.lane = lane;
            past = new RuleTruth[step.Bars];
            Reset();
        }

        public override void Reset()
        {
            Array.Fill(past, RuleTruth.Unknown);
            at = 0;
        }

        public override void Next(ReadOnlySpan<long> times)
        {
            for (var i = 0; i < times.Length; i++)
            {
                lane.Write(step.Target, i, past[at]);
                past[at] = lane.Truth(step.Source, i);
                at = at + 1 == past.Length ? 0 : at + 1;
            }
        }

        public override void Save(BinaryWriter writer)
        {
            writer.Write(at);
            foreach (var truth in past)
                writer.Write((byte)truth);
        }

        public override void Load(BinaryReader reader)
        {
            at = reader.ReadInt32() is var saved && saved >= 0 && saved < past.Length ? saved : throw new FormatException("A saved position is outside of its column.");
            for (var i = 0; i < past.Length; i++)
                past[i] = (RuleTruth)reader.ReadByte();
        }
    }
}

/// <summary>A condition that did not hold at the bar before and holds now; not known while it is not known at both.</summary>
internal sealed record BeginsStep(ConditionSlot Source, int Target) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run(BeginsStep step, LaneRun lane) : StepRun
    {
        private readonly (ulong[] Source, ulong[] Target) holds = (lane.Holding(step.Source), lane.Holding(new ConditionSlot(step.Target)));
        private readonly (ulong[] Source, ulong[] Target) fails = (lane.Failing(step.Source), lane.Failing(new ConditionSlot(step.Target)));
        private RuleTruth previous = RuleTruth.Unknown;

        public override void Next(ReadOnlySpan<long> times)
        {
            var held = previous == RuleTruth.Holds ? 1UL : 0;
            var failed = previous == RuleTruth.Fails ? 1UL : 0;
            for (var word = 0; word * 64 < times.Length; word++)
            {
                var (holding, failing) = (holds.Source[word], fails.Source[word]);
                var heldBefore = (holding << 1) | held;
                var failedBefore = (failing << 1) | failed;
                holds.Target[word] = holding & failedBefore;
                fails.Target[word] = (holding & heldBefore) | (failing & (heldBefore | failedBefore));
                held = holding >> 63;
                failed = failing >> 63;
            }

            previous = lane.Truth(step.Source, times.Length - 1);
        }

        public override void Reset() => previous = RuleTruth.Unknown;

        public override void Save(BinaryWriter writer) => writer.Write((byte)previous);

        public override void Load(BinaryReader reader) => previous = (RuleTruth)reader.ReadByte();
    }
}

/// <summary>A condition that holds at each of the last bars: fails as soon as it failed at one of them, not known before there are as many.</summary>
internal sealed record LastingStep(ConditionSlot Source, int Bars, int Target) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run(LastingStep step, LaneRun lane) : StepRun
    {
        private int sinceFailed = step.Bars;
        private int sinceUnknown;

        public override void Next(ReadOnlySpan<long> times)
        {
            for (var i = 0; i < times.Length; i++)
            {
                var truth = lane.Truth(step.Source, i);
                sinceFailed = truth == RuleTruth.Fails ? 0 : Math.Min(sinceFailed + 1, step.Bars);
                sinceUnknown = truth == RuleTruth.Unknown ? 0 : Math.Min(sinceUnknown + 1, step.Bars);
                lane.Write(step.Target, i, sinceFailed < step.Bars ? RuleTruth.Fails : sinceUnknown < step.Bars ? RuleTruth.Unknown : RuleTruth.Holds);
            }
        }

        public override void Reset() => (sinceFailed, sinceUnknown) = (step.Bars, 0);

        public override void Save(BinaryWriter writer)
        {
            writer.Write(sinceFailed);
            writer.Write(sinceUnknown);
        }

        public override void Load(BinaryReader reader)
        {
            sinceFailed = reader.ReadInt32();
            sinceUnknown = reader.ReadInt32();
        }
    }
}
