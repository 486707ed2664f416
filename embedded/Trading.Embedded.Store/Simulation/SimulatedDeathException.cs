namespace Trading.Embedded;

/// <summary>A simulated process was dead, or died before it answered; whether it did what it was asked to is not known.</summary>
public sealed class SimulatedDeathException(string node) : Exception($"The process {node} is dead.");
