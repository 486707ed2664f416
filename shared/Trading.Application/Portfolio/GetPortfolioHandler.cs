using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.PaperTrading;
using Trading.Domain.Values;

namespace Trading.Application.Portfolio;

/// <summary>Shows what a user has. Positions are valued at the last stored prices, those of a deployment at the last close that it saw, so a replay never peeks ahead.</summary>
public sealed class GetPortfolioHandler(IAccountRepository accounts, IDeploymentRepository deployments, IBooks books, LatestPrices prices)
{
    /// <summary>The portfolio; empty for a user without accounts.</summary>
    public async Task<PortfolioView> HandleAsync(UserId user, CancellationToken cancellationToken)
    {
        List<(Account Account, AccountView View)> found = [];
        await foreach (var account in accounts.ListAsync(user, cancellationToken))
        {
            if (await books.FindAsync(user, account.Id, cancellationToken) is { Books: var held })
                found.Add((account, await ViewAsync(account, held, cancellationToken)));
        }

        var views = found.OrderByDescending(one => one.Account.CreatedAt).ThenBy(one => one.View.Id, StringComparer.Ordinal).Select(one => one.View).ToList();
        return new PortfolioView(views, [.. CurrencyFunds.Sum(views.SelectMany(account => account.Foreign.Prepend(account)))]);
    }

    private async Task<AccountView> ViewAsync(Account account, AccountBooks held, CancellationToken cancellationToken)
    {
        var deployment = account.Kind is AccountKind.Deployment
            ? (await deployments.FindAsync(account.User, new DeploymentId(account.Id.Value), cancellationToken))?.Deployment
            : null;
        var known = deployment is null ? await prices.ReadAsync(held.Positions.Values.Select(position => position.Instrument), cancellationToken) : null;
        Price? PriceOf(InstrumentId instrument) => known is null ? deployment!.LastClose : known.GetValueOrDefault(instrument)?.Price;
        var positions = held.Positions.Values.Select(position => PositionView.Of(position, PriceOf(position.Instrument))).ToList();
        return new AccountView(CurrencyFunds.Of(held, account.Currency, PriceOf))
        {
            Id = account.Id.Value,
            Name = account.Name,
            Kind = account.Kind,
            Broker = account.Broker,
            ValuedAt = deployment is null ? known!.Count == 0 ? null : known.Values.Max(price => price.BarTime) : deployment.Cursor,
            Positions = positions,
            Foreign = [.. held.Foreign.Keys.Select(currency => CurrencyFunds.Of(held, currency, PriceOf))],
        };
    }
}
