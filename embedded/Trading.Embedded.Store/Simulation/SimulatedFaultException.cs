namespace Trading.Embedded;

/// <summary>Something failed because a simulation wanted it to.</summary>
public sealed class SimulatedFaultException(string message) : Exception(message);
