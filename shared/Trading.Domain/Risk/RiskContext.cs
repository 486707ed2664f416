namespace Trading.Domain.Risk;

/// <summary>What a check may look at.</summary>
/// <param name="Order">The order to judge.</param>
/// <param name="Limits">Limits in force.</param>
/// <param name="KillSwitch">The tighter of the kill switches of the user and of the account.</param>
/// <param name="Halt">Whether the account is halted; null when it never was.</param>
/// <param name="Account">The account before the order.</param>
/// <param name="Market">The market.</param>
/// <param name="Recent">Earlier orders of the account, without the one to judge, in any order.</param>
/// <param name="At">Time on the clock, UTC; what orders are counted by, also in a replay.</param>
public sealed record RiskContext(
    RiskOrder Order, RiskLimits Limits, KillSwitch KillSwitch, AccountHalt? Halt, RiskAccount Account, RiskMarket Market, IReadOnlyList<RecentOrder> Recent,
    DateTimeOffset At)
{
    /// <summary>True while the account is being flattened.</summary>
    public bool IsFlattening { get; init; }

    /// <summary>Trades of the account closed within <see cref="RiskLimits.TradesReach"/>, oldest first, at most <see cref="Protection.MostTrades"/>.</summary>
    public IReadOnlyList<ClosedTrade> Closed { get; init; } = [];
}
