using Trading.Application.Accounts;

namespace Trading.Application.Portfolio;

/// <summary>All that a user has, account by account.</summary>
/// <param name="Accounts">Newest first.</param>
/// <param name="Totals">Sums per currency, over whatever accounts hold it.</param>
public sealed record PortfolioView(IReadOnlyList<AccountView> Accounts, IReadOnlyList<CurrencyFunds> Totals);
