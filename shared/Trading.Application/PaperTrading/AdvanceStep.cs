namespace Trading.Application.PaperTrading;

/// <summary>What one round of a deployment came to.</summary>
/// <param name="Outcome">Name of an <see cref="AdvanceOutcome"/>.</param>
/// <param name="PauseSeconds">How long to pause before the next round, so that a replay keeps its speed.</param>
public sealed record AdvanceStep(string Outcome, double PauseSeconds)
{
    /// <summary>A step without a pause.</summary>
    public static AdvanceStep Of(AdvanceOutcome outcome) => new(outcome.ToString(), 0);

    /// <summary>True for this outcome.</summary>
    public bool Is(AdvanceOutcome outcome) => Outcome == outcome.ToString();
}
