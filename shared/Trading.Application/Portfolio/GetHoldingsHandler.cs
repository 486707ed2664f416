using Trading.Application.Accounts;
using Trading.Application.ExchangeRates;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.PaperTrading;
using Trading.Domain.Portfolio;

namespace Trading.Application.Portfolio;

/// <summary>Shows what a user's accounts hold at the last stored prices, and how the money is spread. Replays, which trade in days gone by, are left out.</summary>
public sealed class GetHoldingsHandler(GetAccountsHandler accounts, IBooks books, IDeploymentRepository deployments, LatestPrices prices, CurrencyConverters converters, TimeProvider clock)
{
    /// <summary>The holdings; empty for a user without accounts.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="currency">ISO 4217 code of the currency in which all are to be shown together; null for each by itself alone.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>They, or why they can't be shown in that currency.</returns>
    public async Task<Result<HoldingsView, FieldErrors>> HandleAsync(UserId user, string? currency, CancellationToken cancellationToken)
    {
        var view = await HoldingsAsync(user, cancellationToken);
        if (currency is null)
            return view;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var converter = await converters.ReadAsync(currency, view.Allocation.Select(one => one.Currency), today, today, cancellationToken);
        if (!TogetherOf(view.Allocation, converter, today).TryGet(out var together, out var missing))
            return CurrencyConverters.ErrorsOf(missing);
        return view with { Together = together };
    }

    private async Task<HoldingsView> HoldingsAsync(UserId user, CancellationToken cancellationToken)
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

    private static Result<TogetherHoldings, MissingRate> TogetherOf(IReadOnlyList<CurrencyAllocation> all, CurrencyConverter converter, DateOnly today)
    {
        List<(string Currency, decimal Value)> worth = [];
        var cash = 0m;
        foreach (var one in all)
        {
            if (!converter.Convert(one.Equity, one.Currency, today).TryGet(out var equity, out var missing) ||
                !converter.Convert(one.Cash, one.Currency, today).TryGet(out var ownCash, out missing))
                return missing;
            worth.Add((one.Currency, equity));
            cash += ownCash;
        }

        var whole = worth.Sum(one => one.Value);
        return new TogetherHoldings(
            converter.Currency, whole, cash, whole - cash,
            [.. all.Where(one => one.Currency != converter.Currency).Select(one => (one.Currency, Rate: converter.RateOn(one.Currency, today)))
                .Where(one => one.Rate is not null).Select(one => new UsedRate(one.Currency, one.Rate!.Value.Rate, one.Rate.Value.Date))],
            [.. worth.OrderByDescending(one => one.Value).Select(one => new CurrencyShare(one.Currency, whole > 0 ? (double)(one.Value / whole) : double.NaN))]);
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
