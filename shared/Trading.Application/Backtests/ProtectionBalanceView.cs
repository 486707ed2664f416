using Trading.Application.Risk;

namespace Trading.Application.Backtests;

/// <summary>What a protection did to a back-test, as the API shows it.</summary>
/// <param name="Protection">Which.</param>
/// <param name="Stopped">Entries that it stopped.</param>
/// <param name="Saved">Final equity more than without it; below zero for what it cost.</param>
public sealed record ProtectionBalanceView(ProtectionDocument Protection, int Stopped, double Saved);
