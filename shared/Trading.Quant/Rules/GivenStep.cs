namespace Trading.Quant.Rules;

/// <summary>A column that was read before.</summary>
internal sealed record GivenStep(int Number, int Target) : RuleStep
{
    public override StepRun Start(LaneRun lane) => new Run(this, lane);

    private sealed class Run(GivenStep step, LaneRun lane) : StepRun
    {
        public override void Next(ReadOnlySpan<long> times) => lane.Feeds.Given[step.Number].Span.CopyTo(lane.Written(step.Target));
    }
}
