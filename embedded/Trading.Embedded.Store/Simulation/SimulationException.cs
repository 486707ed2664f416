namespace Trading.Embedded;

/// <summary>A simulation can't go on: work left its thread, never came to rest, or waits for something that can't come.</summary>
public sealed class SimulationException(string message) : Exception(message);
