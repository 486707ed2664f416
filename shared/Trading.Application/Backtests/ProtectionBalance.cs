using Trading.Domain.Risk;

namespace Trading.Application.Backtests;

/// <summary>What a protection did to a back-test.</summary>
/// <param name="Protection">Which.</param>
/// <param name="Stopped">Entries that it stopped, each at each close at which it was tried.</param>
/// <param name="Saved">Final equity more than that of the same run without it, all others kept; below zero for what it cost.</param>
public sealed record ProtectionBalance(Protection Protection, int Stopped, double Saved);
