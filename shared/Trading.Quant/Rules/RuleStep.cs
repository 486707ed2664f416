using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>One calculation of a lane, as it is compiled. What it remembers from bar to bar is in the <see cref="StepRun"/> it starts.</summary>
internal abstract record RuleStep
{
    /// <summary>The calculation before its first bar.</summary>
    /// <param name="lane">Where its columns are.</param>
    public abstract StepRun Start(LaneRun lane);
}

/// <summary>Arithmetic.</summary>
internal sealed record NumberStep(NumberOperation Operation, int Left, int Right, int Target) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run(NumberStep step, LaneRun lane) : StepRun
    {
        public override void Next(ReadOnlySpan<long> times) =>
            step.Operation.Apply(lane.Operands(step.Left), lane.Operands(step.Right), lane.Written(step.Target));
    }
}

/// <summary>A comparison.</summary>
internal sealed record CompareStep(Comparison Comparison, int Left, int Right, int Target) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run(CompareStep step, LaneRun lane) : StepRun
    {
        private readonly ulong[] holds = lane.Holding(new ConditionSlot(step.Target));
        private readonly ulong[] fails = lane.Failing(new ConditionSlot(step.Target));

        public override void Next(ReadOnlySpan<long> times) =>
            step.Comparison.Apply(lane.Operands(step.Left), lane.Operands(step.Right), times.Length, holds, fails);
    }
}

/// <summary>Both hold.</summary>
internal sealed record AndStep(ConditionSlot Left, ConditionSlot Right, int Target) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run(AndStep step, LaneRun lane) : StepRun
    {
        private readonly (ulong[] Left, ulong[] Right, ulong[] Target) holds =
            (lane.Holding(step.Left), lane.Holding(step.Right), lane.Holding(new ConditionSlot(step.Target)));

        private readonly (ulong[] Left, ulong[] Right, ulong[] Target) fails =
            (lane.Failing(step.Left), lane.Failing(step.Right), lane.Failing(new ConditionSlot(step.Target)));

        public override void Next(ReadOnlySpan<long> times)
        {
            for (var word = 0; word * 64 < times.Length; word++)
            {
                holds.Target[word] = holds.Left[word] & holds.Right[word];
                fails.Target[word] = fails.Left[word] | fails.Right[word];
            }
        }
    }
}

/// <summary>An indicator, with a column for each of its lines that a rule names.</summary>
internal sealed record IndicatorStep(IndicatorDefinition Indicator, IReadOnlyList<double> Parameters, int[] Inputs, int?[] Outputs) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run(IndicatorStep step, LaneRun lane) : StepRun
    {
        private readonly IndicatorState state = step.Indicator.Start(step.Parameters);
        private readonly ReadOnlyMemory<double>[] inputs = new ReadOnlyMemory<double>[step.Inputs.Length];
        private readonly Memory<double>[] outputs = new Memory<double>[step.Outputs.Length];

        public override void Next(ReadOnlySpan<long> times)
        {
            for (var i = 0; i < inputs.Length; i++)
                inputs[i] = lane.Column(step.Inputs[i]);
            for (var i = 0; i < outputs.Length; i++)
                outputs[i] = step.Outputs[i] is { } target ? lane.Buffer(target) : default;
            state.Next(new IndicatorFrame(times, inputs, outputs));
        }

        public override void Reset() => state.Reset();

        public override void Save(BinaryWriter writer)
        {
            var saved = state.Save();
            writer.Write(saved.Length);
            writer.Write(saved);
        }

        public override void Load(BinaryReader reader) => state.Load(reader.ReadBytes(reader.ReadInt32()));
    }
}
