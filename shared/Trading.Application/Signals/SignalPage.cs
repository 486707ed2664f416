namespace Trading.Application.Signals;

/// <summary>Some signals, newest first.</summary>
/// <param name="Signals">The signals.</param>
/// <param name="Continuation">Asks for the next page; null on the last.</param>
public sealed record SignalPage(IReadOnlyList<SignalView> Signals, string? Continuation);
