using Trading.Application.Accounts;
using Trading.Application.ExchangeRates;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Portfolio;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>Shows how accounts did: returns free of what was moved and with it, beside a benchmark, and the statistics of their trades.</summary>
public sealed class GetPerformanceHandler(IAccountRepository accounts, AccountHistories histories, IOrderRepository orders, DailyCloses closes, CurrencyConverters converters)
{
    private const int Drawdowns = 5;

    /// <summary>Performance of one account; null when the user has no such account.</summary>
    /// <returns>It, or what is wrong with the benchmark.</returns>
    public async Task<Result<PerformanceView, FieldErrors>?> OfAccountAsync(UserId user, AccountId id, PerformanceQuery query, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(user, id, cancellationToken) is not { } account || await histories.ReadAsync(account, cancellationToken) is not { } history)
            return null;
        return await ShowAsync([history], query, cancellationToken);
    }

    /// <summary>Performance of all accounts of a user together. Replays, which trade in days gone by, are left out.</summary>
    /// <returns>It, or what is wrong with the benchmark.</returns>
    public async Task<Result<PerformanceView, FieldErrors>> OfAllAsync(UserId user, PerformanceQuery query, CancellationToken cancellationToken)
    {
        List<AccountHistory> found = [];
        await foreach (var account in accounts.ListAsync(user, cancellationToken))
        {
            if (await histories.ReadAsync(account, cancellationToken) is { IsReplay: false } history)
                found.Add(history);
        }

        found = [.. found.OrderBy(history => history.Account.CreatedAt).ThenBy(history => history.Account.Id.Value, StringComparer.Ordinal)];
        return await ShowAsync(found, query, cancellationToken);
    }

    private async Task<Result<PerformanceView, FieldErrors>> ShowAsync(IReadOnlyList<AccountHistory> found, PerformanceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<CurrencyPerformance> currencies = [];
        var lots = await LotsAsync(found, query, cancellationToken);
        var all = CurrencySeries.Of(found, query.From, query.To);
        foreach (var series in all)
        {
            double[] benchmark = [];
            if (query.Benchmark is { } instrument && instrument.Market.Currency == series.Currency)
            {
                var known = (await closes.ReadAsync([instrument], series.Before, series.Days[^1].Date, cancellationToken))[instrument];
                if (DailyCloses.LastOn(known, series.Before) is null)
                {
                    var errors = new FieldErrors();
                    errors.Add("benchmark", $"benchmark is '{instrument}'; expected an instrument with a stored close on or shortly before {series.Before:yyyy-MM-dd}.");
                    return errors;
                }

                benchmark = ReturnsOf(known, series);
            }

            currencies.Add(Of(series, benchmark, query, [.. lots.Where(lot => lot.Lot.Instrument.Market.Currency == series.Currency)]));
        }

        if (!(await TogetherAsync(all, query, cancellationToken)).TryGet(out var together, out var unknown))
            return unknown;
        return new PerformanceView([.. found.Select(history => history.Account.Id.Value)], currencies) { Together = together.FirstOrDefault() };
    }

    /// <returns>All currencies in the one that is asked for; none where none is, or there was no session.</returns>
    private async Task<Result<MoneyPerformance[], FieldErrors>> TogetherAsync(IReadOnlyList<CurrencySeries> all, PerformanceQuery query, CancellationToken cancellationToken)
    {
        if (query.Currency is not { } currency || all.Count == 0)
            return Array.Empty<MoneyPerformance>();
        var converter = await converters.ReadAsync(
            currency, all.Select(one => one.Currency), all.Min(one => one.Before), all.Max(one => one.Days[^1].Date), cancellationToken);
        if (!CurrencySeries.Together(all, converter).TryGet(out var together, out var missing))
            return CurrencyConverters.ErrorsOf(missing);
        return new[] { MoneyOf(together, CurveOf(together, []), query.Period) };
    }

    private static CurrencyPerformance Of(CurrencySeries series, double[] benchmark, PerformanceQuery query, IReadOnlyList<AttributedLot> lots)
    {
        var curve = CurveOf(series, benchmark);
        var money = MoneyOf(series, curve, query.Period);
        var compared = curve is null ? null : BenchmarkFigures.Of(curve);
        return new CurrencyPerformance(
            money,
            compared is null ? null : new BenchmarkComparison(query.Benchmark.ToString()!, money.TimeWeightedReturn - compared.BenchmarkReturn, compared),
            new TradesView(
                TradeStatistics.Of(null, lots),
                TradeStatistics.By(lots, lot => lot.Lot.Instrument.ToString()),
                TradeStatistics.By(lots, lot => lot.Strategy),
                TradeStatistics.By(lots, lot => lot.EntryTag),
                TradeStatistics.By(lots, lot => lot.ExitTag)));
    }

    private static EquityCurve? CurveOf(CurrencySeries series, double[] benchmark) =>
        TimeWeighted.Curve((double)series.StartValue, series.Valued, Annualisation.SessionsPerYear, benchmark);

    private static MoneyPerformance MoneyOf(CurrencySeries series, EquityCurve? curve, ReturnPeriod period)
    {
        var (paidIn, takenOut, end) = (series.Days.Sum(day => day.PaidIn), series.Days.Sum(day => day.TakenOut), series.Days[^1]);
        var before = series.Days.Count > 1 ? series.Days[^2].Value : series.StartValue;
        var figures = curve is null ? null : ReturnFigures.Of(curve);
        if (figures is not null && series.Days.Count < Annualisation.SessionsPerYear)
            figures = figures with { Cagr = double.NaN, Calmar = double.NaN };
        return new MoneyPerformance(
            series.Currency,
            series.Days[0].Date,
            end.Date,
            series.StartValue,
            end.Value,
            paidIn,
            takenOut,
            end.Value + takenOut - series.StartValue - paidIn,
            end.Value + end.TakenOut - before - end.PaidIn,
            curve is null ? double.NaN : curve.Returns[^1],
            figures?.TotalReturn ?? double.NaN,
            MoneyWeightedView.Of(MoneyWeighted.Of(series.Before, (double)series.StartValue, series.Valued)),
            figures,
            curve is null ? [] : [.. Drawdown.Worst(curve, Drawdowns).Select(DrawdownView.Of)],
            curve is null ? [] : PeriodReturn.Of(curve, period));
    }

    /// <summary>Returns over the sessions of a series; a session on which the benchmark did not trade returns 0.</summary>
    private static double[] ReturnsOf(IReadOnlyList<DailyClose> known, CurrencySeries series)
    {
        double CloseOn(DateOnly date) => (double)DailyCloses.LastOn(known, date)!.Value.Price.Value;
        var before = CloseOn(series.Before);
        var returns = new double[series.Days.Count];
        for (var i = 0; i < returns.Length; i++)
        {
            var close = CloseOn(series.Days[i].Date);
            (returns[i], before) = ((close / before) - 1, close);
        }

        return returns;
    }

    /// <summary>Lots that were closed in the time asked for, in the order of closing.</summary>
    private async Task<List<AttributedLot>> LotsAsync(IReadOnlyList<AccountHistory> found, PerformanceQuery query, CancellationToken cancellationToken)
    {
        List<AttributedLot> lots = [];
        foreach (var history in found)
        {
            var calendar = AccountHistories.CalendarOf(history.Account);
            var closed = Lots.Empty.Apply(history.Entries).Closed
                .Where(lot => DailySnapshot.DayOf(lot.ClosedAt, calendar) is var day && day >= query.From && day <= query.To).ToList();
            if (closed.Count == 0)
                continue;
            var tags = new Dictionary<string, string?>(StringComparer.Ordinal);
            await foreach (var order in orders.ListAsync(history.Account.User, history.Account.Id, cancellationToken))
                tags[order.Id.Value] = order.Intent.Tag;
            var strategy = history.Account.Kind is AccountKind.Deployment ? history.Account.Name : null;
            lots.AddRange(closed.Select(lot => new AttributedLot(lot, strategy, tags.GetValueOrDefault(lot.OpenedBy), tags.GetValueOrDefault(lot.ClosedBy))));
        }

        return [.. lots.OrderBy(lot => lot.Lot.ClosedAt)];
    }
}
