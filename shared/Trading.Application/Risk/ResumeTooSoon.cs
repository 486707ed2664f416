namespace Trading.Application.Risk;

/// <summary>What was stopped can't go on yet: whoever stopped it gets time to look.</summary>
/// <param name="Left">How long it stays stopped at least.</param>
public sealed record ResumeTooSoon(TimeSpan Left);
