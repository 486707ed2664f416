using Trading.Application.Orders;
using Trading.Application.Risk;
using Trading.Domain;
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
    /// <param name="user">Whose.</param>
    /// <param name="currency">ISO 4217 code of the currency in which all money is to be shown together; null for each by itself alone.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>It, or why it can't be shown in that currency.</returns>
    public async Task<Result<DashboardView, FieldErrors>> HandleAsync(UserId user, string? currency, CancellationToken cancellationToken)
    {
        if (!(await holdings.HandleAsync(user, currency, cancellationToken)).TryGet(out var held, out var unknown) ||
            !(await performance.OfAllAsync(user, SinceTheStart with { Currency = currency }, cancellationToken)).TryGet(out var done, out unknown))
            return unknown;
        var trades = await transactions.AllAsync(user, EveryTrade, cancellationToken);
        var killSwitch = await risk.KillSwitchAsync(user, cancellationToken);
        var halts = await risk.HaltsAsync(user, cancellationToken);
        return new DashboardView(
            [.. held.Allocation.Select(one => Of(one, done.Currencies.FirstOrDefault(currency => currency.Currency == one.Currency)))],
            held,
            [.. trades.Where(trade => done.Accounts.Contains(trade.Account)).Take(RecentTrades)],
            await orders.ListOpenAsync(user, null, cancellationToken).CountAsync(cancellationToken),
            new DashboardRisk(killSwitch.Engaged, killSwitch.Reason, [.. halts.Where(halt => halt.IsHalted).Select(halt => halt.Account.Value)]))
        {
            Together = held.Together is { } together
                ? new DashboardMoney(
                    together.Currency, together.TotalAssets, together.Cash, together.StockValue, done.Together?.To, done.Together?.DayProfit, done.Together?.DayReturn ?? double.NaN,
                    done.Together?.Profit, done.Together?.TimeWeightedReturn ?? double.NaN)
                : null,
        };
    }

    private static DashboardMoney Of(CurrencyAllocation now, CurrencyPerformance? done) => new(
        now.Currency, now.Equity, now.Cash, now.Equity - now.Cash, done?.To, done?.DayProfit, done?.DayReturn ?? double.NaN, done?.Profit, done?.TimeWeightedReturn ?? double.NaN);
}
