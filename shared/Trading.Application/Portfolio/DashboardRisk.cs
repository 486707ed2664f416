namespace Trading.Application.Portfolio;

/// <summary>What keeps orders from leaving, on the first screen.</summary>
/// <param name="KillSwitchEngaged">True while no order leaves.</param>
/// <param name="KillSwitchReason">Why it was last changed; empty when it never was.</param>
/// <param name="HaltedAccounts">Ids of the accounts that open nothing.</param>
public sealed record DashboardRisk(bool KillSwitchEngaged, string KillSwitchReason, IReadOnlyList<string> HaltedAccounts);
