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
        var all = views.SelectMany(account => account.Foreign.Prepend(new CurrencyWorth(
            account.Currency, account.Cash, account.MarketValue, account.Equity, account.UnrealisedProfit, account.RealisedProfit, account.Fees)));
        var totals = all.GroupBy(one => one.Currency, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new CurrencyWorth(
            group.Key,
            group.Sum(one => one.Cash),
            group.Sum(one => one.MarketValue),
            group.Sum(one => one.Equity),
            group.Sum(one => one.UnrealisedProfit),
            group.Sum(one => one.RealisedProfit),
            group.Sum(one => one.Fees)));
        return new PortfolioView(views, [.. totals]);
    }

    private async Task<AccountView> ViewAsync(Account account, AccountBooks held, CancellationToken cancellationToken)
    {
        var deployment = account.Kind is AccountKind.Deployment
            ? (await deployments.FindAsync(account.User, new DeploymentId(account.Id.Value), cancellationToken))?.Deployment
            : null;
        var known = deployment is null ? await prices.ReadAsync(held.Positions.Values.Select(position => position.Instrument), cancellationToken) : null;
        Price? PriceOf(InstrumentId instrument) => known is null ? deployment!.LastClose : known.GetValueOrDefault(instrument)?.Price;
        var positions = held.Positions.Values.Select(position => PositionView.Of(position, PriceOf(position.Instrument))).ToList();
        var own = WorthIn(held, account.Currency, PriceOf);
        return new AccountView(
            account.Id.Value,
            account.Name,
            account.Kind,
            account.Broker,
            account.Currency,
            own.Cash,
            held.Deposits.Value,
            own.MarketValue,
            own.Equity,
            own.UnrealisedProfit,
            own.RealisedProfit,
            own.Fees,
            deployment is null ? known!.Count == 0 ? null : known.Values.Max(price => price.BarTime) : deployment.Cursor,
            positions)
        {
            Foreign = [.. held.Foreign.Keys.Select(currency => WorthIn(held, currency, PriceOf))],
        };
    }

    private static CurrencyWorth WorthIn(AccountBooks held, string currency, Func<InstrumentId, Price?> priceOf)
    {
        var (totals, equity) = (held.In(currency), held.EquityIn(currency, priceOf).Value);
        var unrealised = held.Positions.Values.Where(position => position.Instrument.Market.Currency == currency)
            .Sum(position => priceOf(position.Instrument) is { } price ? position.UnrealisedAt(price).Value : 0);
        return new CurrencyWorth(currency, totals.Cash.Value, equity - totals.Cash.Value, equity, unrealised, totals.RealisedProfit.Value, totals.Fees.Value);
    }
}
