using Trading.Application.Orders;
using Trading.Application.Risk;
using Trading.Domain.Accounts;
using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>Gathers what the first screen shows, in one answer.</summary>
public sealed class GetDashboardHandler(
    GetHoldingsHandler holdings, GetPerformanceHandler performance, GetTransactionsHandler transactions, IOrderRepository orders, RiskSettings risk)
{
    private const int RecentTrades = 10;

    private static readonly PerformanceQuery SinceTheStart = new(DateOnly.MinValue, DateOnly.MaxValue, Benchmark: null, ReturnPeriod.Year);

    private static readonly TransactionFilter EveryTrade = new(Account: null, Symbol: null, Side: null, DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>The first screen of a user.</summary>
    public async Task<DashboardView> HandleAsync(UserId user, CancellationToken cancellationToken)
    {
        var held = await holdings.HandleAsync(user, cancellationToken);
        // Only a benchmark can be refused, and none is asked for.
        var done = (await performance.OfAllAsync(user, SinceTheStart, cancellationToken)).Match(view => view, errors => throw new InvalidOperationException(errors.ToString()));
        var trades = await transactions.AllAsync(user, EveryTrade, cancellationToken);
        var killSwitch = await risk.KillSwitchAsync(user, cancellationToken);
        var halts = await risk.HaltsAsync(user, cancellationToken);
        return new DashboardView(
            [.. held.Allocation.Select(one => Of(one, done.Currencies.FirstOrDefault(currency => currency.Currency == one.Currency)))],
            held,
            [.. trades.Where(trade => done.Accounts.Contains(trade.Account)).Take(RecentTrades)],
            await orders.ListOpenAsync(user, null, cancellationToken).CountAsync(cancellationToken),
            new DashboardRisk(killSwitch.Engaged, killSwitch.Reason, [.. halts.Where(halt => halt.IsHalted).Select(halt => halt.Account.Value)]));
    }

    private static DashboardMoney Of(CurrencyAllocation now, CurrencyPerformance? done) => new(
        now.Currency, now.Equity, now.Cash, now.Equity - now.Cash, done?.To, done?.DayProfit, done?.DayReturn ?? double.NaN, done?.Profit, done?.TimeWeightedReturn ?? double.NaN);
}
