using Trading.Application.Ledger;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Portfolio;

/// <summary>Shows what a user has. Positions are valued at the last close that their deployment saw, so a replay never peeks ahead.</summary>
public sealed class GetPortfolioHandler(IDeploymentRepository deployments, IBooks books)
{
    /// <summary>The portfolio; empty for a user without accounts.</summary>
    public async Task<PortfolioView> HandleAsync(UserId user, CancellationToken cancellationToken)
    {
        List<(DateTimeOffset CreatedAt, AccountView View)> found = [];
        await foreach (var deployment in deployments.ListAsync(user, cancellationToken))
        {
            if (await books.FindAsync(user, deployment.Account, cancellationToken) is { } stored)
                found.Add((deployment.CreatedAt, ViewOf(deployment, stored.Books)));
        }

        var accounts = found.OrderByDescending(account => account.CreatedAt).ThenBy(account => account.View.Id, StringComparer.Ordinal).Select(account => account.View).ToList();
        var totals = accounts.GroupBy(account => account.Currency, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new PortfolioTotals(
            group.Key,
            group.Sum(account => account.Cash),
            group.Sum(account => account.MarketValue),
            group.Sum(account => account.Equity),
            group.Sum(account => account.UnrealisedProfit),
            group.Sum(account => account.RealisedProfit),
            group.Sum(account => account.Fees)));
        return new PortfolioView(accounts, [.. totals]);
    }

    private static AccountView ViewOf(Deployment deployment, AccountBooks account)
    {
        var positions = account.Positions.Values.Select(position => PositionView.Of(position, deployment.LastClose)).ToList();
        return new AccountView(
            deployment.Account.Value,
            deployment.Strategy.Name,
            "paper",
            account.Currency,
            account.Cash.Value,
            account.Deposits.Value,
            positions.Sum(position => position.MarketValue),
            account.EquityAt(_ => deployment.LastClose).Value,
            positions.Sum(position => position.UnrealisedProfit),
            account.RealisedProfit.Value,
            account.Fees.Value,
            deployment.Cursor,
            positions);
    }
}
