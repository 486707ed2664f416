namespace Trading.Embedded.Durable;

/// <summary>What an episode did, to be stored as one.</summary>
/// <param name="Record">For the history.</param>
/// <param name="Steps">To be carried out.</param>
/// <param name="CancelledTimers">Numbers of timers that must not fire any more.</param>
/// <param name="CustomStatus">The custom status as JSON; null when the execution has set none.</param>
/// <param name="Outcome">Where it left the orchestration.</param>
internal sealed record EpisodeResult(
    Episode Record,
    IReadOnlyList<Step> Steps,
    IReadOnlyCollection<int> CancelledTimers,
    string? CustomStatus,
    Outcome Outcome);
