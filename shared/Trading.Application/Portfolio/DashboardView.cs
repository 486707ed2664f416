namespace Trading.Application.Portfolio;

/// <summary>One answer for the first screen. Replays count in nothing but the open orders and the halts.</summary>
/// <param name="Money">Each currency.</param>
/// <param name="Holdings">What is held and how the money is spread.</param>
/// <param name="RecentTrades">The newest ten trades of accounts that are no replays, newest first.</param>
/// <param name="OpenOrders">Orders that have not ended.</param>
/// <param name="Risk">What keeps orders from leaving.</param>
public sealed record DashboardView(
    IReadOnlyList<DashboardMoney> Money, HoldingsView Holdings, IReadOnlyList<TransactionView> RecentTrades, int OpenOrders, DashboardRisk Risk)
{
    /// <summary>All currencies in the one that was asked for; null where none was.</summary>
    public DashboardMoney? Together { get; init; }
}
