using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.PaperTrading;

namespace Trading.Application.Portfolio;

/// <summary>Shows what a user's accounts hold at the last stored prices, and how the money is spread. Replays, which trade in days gone by, are left out.</summary>
public sealed class GetHoldingsHandler(GetAccountsHandler accounts, IBooks books, IDeploymentRepository deployments, LatestPrices prices)
{
    /// <summary>The holdings; empty for a user without accounts.</summary>
    public async Task<HoldingsView> HandleAsync(UserId user, CancellationToken cancellationToken)
    {
        List<AccountBooks> held = [];
        foreach (var account in await accounts.ListAsync(user, cancellationToken))
        {
            var isReplay = account.Kind is AccountKind.Deployment &&
                await deployments.FindAsync(user, new DeploymentId(account.Id.Value), cancellationToken) is { Deployment.Replay: not null };
            if (!isReplay && await books.FindAsync(user, account.Id, cancellationToken) is { } stored)
                held.Add(stored.Books);
        }

        var known = await prices.ReadAsync(held.SelectMany(one => one.Positions.Values).Select(position => position.Instrument), cancellationToken);
        List<HoldingView> holdings =
        [
            .. held.SelectMany(one => one.Positions.Values, (one, position) => (one.Account, Position: position, Last: known.GetValueOrDefault(position.Instrument)))
                .Select(one => new HoldingView(
                    one.Account.Value, one.Position.Instrument.Market.Currency, PositionView.Of(one.Position, one.Last?.Price), one.Last?.BarTime)),
        ];
        var currencies = held.SelectMany(one => one.Currencies).Distinct().Order(StringComparer.Ordinal);
        return new HoldingsView(holdings, [.. currencies.Select(currency => AllocationOf(currency, held.Sum(one => one.In(currency).Cash.Value), holdings))]);
    }

    private static CurrencyAllocation AllocationOf(string currency, decimal cash, IEnumerable<HoldingView> holdings)
    {
        var positions = holdings.Where(holding => holding.Currency == currency).Select(holding => holding.Position).ToList();
        var equity = cash + positions.Sum(position => position.MarketValue);
        double ShareOf(decimal value) => equity > 0 ? (double)(value / equity) : double.NaN;
        return new CurrencyAllocation(currency, equity, cash, ShareOf(cash),
        [
            .. positions.GroupBy(position => $"{position.Market}:{position.Symbol}")
                .Select(group => (group.Key, Quantity: group.Sum(one => one.Quantity), Value: group.Sum(one => one.MarketValue)))
                .OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new InstrumentShare(one.Key, one.Quantity, one.Value, ShareOf(one.Value))),
        ]);
    }
}
