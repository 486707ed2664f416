namespace Trading.Application.Portfolio;

/// <summary>All that a user has, account by account.</summary>
/// <param name="Accounts">Newest first.</param>
/// <param name="Totals">Sums per currency.</param>
public sealed record PortfolioView(IReadOnlyList<AccountView> Accounts, IReadOnlyList<PortfolioTotals> Totals);
