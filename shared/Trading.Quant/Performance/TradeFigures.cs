using Trading.Quant.Backtests;

namespace Trading.Quant.Performance;

/// <summary>
/// Figures of a run's trades. A win gained after both commissions, a loss lost, and a trade that did neither counts as closed and as
/// nothing else. Money is in the account's currency. Averages over no trade are NaN.
/// </summary>
/// <param name="Closed">Closed trades.</param>
/// <param name="Open">Trades not closed at the last bar.</param>
/// <param name="NetProfit">Gain of the closed trades after commissions.</param>
/// <param name="WinRate">Wins over closed trades.</param>
/// <param name="ProfitFactor">Gain of the wins over the losses' loss. NaN without a loss.</param>
/// <param name="Expectancy">Average gain of a closed trade, in money.</param>
/// <param name="AverageReturn">Average gain of a closed trade as a fraction of its entry's value.</param>
/// <param name="PayoffRatio">Average win over the average loss, as a positive number. NaN without a win or without a loss.</param>
/// <param name="AverageWin">Average gain of the wins.</param>
/// <param name="MedianWin">Median gain of the wins.</param>
/// <param name="LargestWin">Largest gain of a trade.</param>
/// <param name="AverageLoss">Average gain of the losses, negative.</param>
/// <param name="MedianLoss">Median gain of the losses, negative.</param>
/// <param name="LargestLoss">Smallest gain of a trade, negative.</param>
/// <param name="LongestWinStreak">Most wins in a row, by the time of the exits.</param>
/// <param name="LongestLossStreak">Most losses in a row, by the time of the exits.</param>
/// <param name="SystemQuality">
/// Root of the closed trades times mean over sample deviation of their gains. NaN with fewer than two, or when they do not vary.
/// </param>
/// <param name="AverageBars">Average bars of the curve from entry to exit of a closed trade.</param>
/// <param name="AverageDays">Average days of the calendar from entry to exit of a closed trade.</param>
/// <param name="AverageAdverseExcursion">Average maximum adverse excursion of all trades; NaN where it was not measured.</param>
/// <param name="AverageFavourableExcursion">Average maximum favourable excursion of all trades; NaN where it was not measured.</param>
/// <param name="FeesPaid">Commissions of all trades.</param>
/// <param name="CommissionShare">
/// Commissions of the closed trades over their gain before commissions. NaN when that gain is not positive.
/// </param>
/// <param name="TimeInMarket">
/// Share of the bars at whose close a position was open: by the exposure where it is known, else by the trades.
/// </param>
/// <param name="AverageExposure">Mean of the exposure. NaN where it is not known.</param>
/// <param name="Turnover">Half the value of all fills, over the mean equity, per year.</param>
/// <remarks>Tharp (2008) for the system quality number, here of gains in money, as no initial risk is recorded.</remarks>
public sealed record TradeFigures(
    int Closed,
    int Open,
    double NetProfit,
    double WinRate,
    double ProfitFactor,
    double Expectancy,
    double AverageReturn,
    double PayoffRatio,
    double AverageWin,
    double MedianWin,
    double LargestWin,
    double AverageLoss,
    double MedianLoss,
    double LargestLoss,
    int LongestWinStreak,
    int LongestLossStreak,
    double SystemQuality,
    double AverageBars,
    double AverageDays,
    double AverageAdverseExcursion,
    double AverageFavourableExcursion,
    double FeesPaid,
    double CommissionShare,
    double TimeInMarket,
    double AverageExposure,
    double Turnover)
{
    /// <summary>The figures of trades.</summary>
    /// <param name="curve">Equity of the run that made them.</param>
    /// <param name="trades">Trades in any order.</param>
    /// <param name="excursions">One for each trade; none when they were not measured.</param>
    /// <exception cref="ArgumentException">There are excursions, but not as many as trades.</exception>
    public static TradeFigures Of(EquityCurve curve, IReadOnlyList<BacktestTrade> trades, IReadOnlyList<Excursion> excursions)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(trades);
        ArgumentNullException.ThrowIfNull(excursions);
        if (excursions.Count > 0 && excursions.Count != trades.Count)
            throw new ArgumentException($"Expected {trades.Count} excursions, one a trade, or none, not {excursions.Count}.", nameof(excursions));
        BacktestTrade[] closed = [.. trades.Where(trade => trade.ExitTime is not null).OrderBy(trade => trade.ExitTime)];
        double[] gains = [.. closed.Select(trade => trade.Profit)];
        var figures = GainFigures.Of(gains);
        var moments = new RunningMoments();
        foreach (var gain in gains)
            moments.Add(gain);
        var closedFees = closed.Sum(trade => trade.EntryFee + trade.ExitFee);
        var grossProfit = figures.NetProfit + closedFees;
        return new TradeFigures(
            closed.Length,
            trades.Count - closed.Length,
            figures.NetProfit,
            figures.WinRate,
            figures.ProfitFactor,
            figures.Expectancy,
            AverageReturn: GainFigures.Average(closed.Select(trade => trade.Return)),
            figures.PayoffRatio,
            figures.AverageWin,
            figures.MedianWin,
            figures.LargestWin,
            figures.AverageLoss,
            figures.MedianLoss,
            figures.LargestLoss,
            figures.LongestWinStreak,
            figures.LongestLossStreak,
            SystemQuality: moments.MeanPerDeviation(closed.Length),
            AverageBars: GainFigures.Average(closed.Select(trade => (double)BarsBetween(curve, trade.EntryTime, trade.ExitTime!.Value))),
            AverageDays: GainFigures.Average(closed.Select(trade => (double)(trade.ExitTime!.Value - trade.EntryTime) / TimeSpan.TicksPerDay)),
            AverageAdverseExcursion: GainFigures.Average(excursions.Select(excursion => excursion.Adverse)),
            AverageFavourableExcursion: GainFigures.Average(excursions.Select(excursion => excursion.Favourable)),
            FeesPaid: trades.Sum(trade => trade.EntryFee + trade.ExitFee),
            CommissionShare: grossProfit > 0 ? closedFees / grossProfit : double.NaN,
            TimeInMarket: (double)(curve.Exposure.IsEmpty ? BarsWithTrade(curve, trades) : BarsExposed(curve.Exposure)) / curve.Count,
            AverageExposure: curve.Exposure.IsEmpty ? double.NaN : Mean(curve.Exposure),
            Turnover: Traded(trades) / 2 / Mean(curve.Equity) / (curve.Count / curve.PeriodsPerYear));
    }

    private static int BarsBetween(EquityCurve curve, long from, long to) => curve.IndexAtOrAfter(to) - curve.IndexAtOrAfter(from);

    private static double Traded(IReadOnlyList<BacktestTrade> trades) =>
        trades.Sum(trade => trade.Quantity * (trade.EntryPrice + (trade.ExitTime is null ? 0 : trade.ExitPrice)));

    private static double Mean(ReadOnlySpan<double> column)
    {
        var sum = 0.0;
        foreach (var value in column)
            sum += value;
        return sum / column.Length;
    }

    private static int BarsExposed(ReadOnlySpan<double> exposure)
    {
        var bars = 0;
        foreach (var value in exposure)
            bars += value == 0 ? 0 : 1;
        return bars;
    }

    private static int BarsWithTrade(EquityCurve curve, IReadOnlyList<BacktestTrade> trades)
    {
        var (bars, covered) = (0, 0);
        foreach (var trade in trades.OrderBy(trade => trade.EntryTime))
        {
            var end = trade.ExitTime is { } exit ? curve.IndexAtOrAfter(exit) : curve.Count;
            bars += Math.Max(0, end - Math.Max(covered, curve.IndexAtOrAfter(trade.EntryTime)));
            covered = Math.Max(covered, end);
        }

        return bars;
    }
}
