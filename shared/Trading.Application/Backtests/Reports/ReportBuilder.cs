using Trading.Domain.MarketData;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>Makes reports of finished runs. Pure: the same run gives the same report.</summary>
public static class ReportBuilder
{
    /// <summary>The report of a run.</summary>
    /// <param name="source">The run.</param>
    /// <param name="cancellationToken">Stops the simulations.</param>
    /// <exception cref="ArgumentException">Bars and equity differ in length, there are none, or the equity is no finite number.</exception>
    public static BacktestReport Create(ReportSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var (request, bars, trades) = (source.Request, source.Bars, source.Trades);
        var curve = new EquityCurve(
            bars.Times.ToArray(), source.Equity, (double)request.InitialCash, Annualisation.PeriodsPerYear(request.Strategy.Interval),
            Held(bars), Exposure(source));
        Excursion[] excursions = [.. trades.Select(trade => Excursion.Of(trade, bars))];
        var performance = PerformanceReport.Of(curve, trades, excursions, new ReportSettings(Trials: source.Trials));
        var shuffled = ReportSimulation.Of(
            "Trades in another order", "trades", ResamplingMethod.Permutation, MonteCarlo.ChangesOf(curve, trades), curve.InitialEquity,
            cancellationToken);
        var bootstrap = ReportSimulation.Of(
            "Bars drawn in blocks", "bars", ResamplingMethod.StationaryBlock, curve.Returns, curve.InitialEquity, cancellationToken);
        return new BacktestReport(
            RunOf(source, curve),
            ReportFigureGroup.Of(performance, FigureInterval.Of(performance, bootstrap?.Result)),
            ReportHonesty.Of(source, performance),
            CurveColumns.Of(curve),
            CandleColumns.Of(bars),
            TradeColumns.Of(curve, trades, excursions),
            [new SymbolFigures(request.Strategy.Instrument.Symbol, performance.Trades)],
            [.. performance.Drawdowns.Select(ReportDrawdown.Of)],
            performance.MonthlyReturns,
            performance.Crises,
            RollingColumns.Of(performance.Rolling),
            Histogram.Of(ReturnsInMarket(curve)),
            Histogram.Of([.. trades.Where(trade => trade.ExitTime is not null).Select(trade => trade.Return)]),
            [.. new[] { shuffled, bootstrap }.OfType<ReportSimulation>()]);
    }

    private static ReportRun RunOf(ReportSource source, EquityCurve curve)
    {
        var strategy = source.Request.Strategy;
        return new ReportRun(
            strategy.Name, strategy.Instrument.Market.Code, strategy.Instrument.Symbol, strategy.Interval.Code, strategy.Instrument.Market.Currency,
            strategy.Rules.Entry, strategy.Rules.Exit, curve.Count, new DateTime(curve.Times[0], DateTimeKind.Utc),
            new DateTime(curve.Times[^1], DateTimeKind.Utc), curve.PeriodsPerYear, curve.InitialEquity, curve.FinalEquity, source.IsSynthetic);
    }

    /// <summary>Returns of buying at the first open and holding; none where a price is not positive.</summary>
    private static double[] Held(BarSeries bars)
    {
        var returns = new double[bars.Count];
        var before = bars.Open[0];
        for (var i = 0; i < returns.Length; i++)
        {
            if (!(before > 0))
                return [];
            returns[i] = (bars.Close[i] / before) - 1;
            before = bars.Close[i];
        }

        return returns;
    }

    /// <summary>Value of the positions at each close over the equity, by the trades; none where the equity is not positive.</summary>
    private static double[] Exposure(ReportSource source)
    {
        var bars = source.Bars;
        var equity = source.Equity.Span;
        var exposure = new double[bars.Count];
        foreach (var value in equity)
        {
            if (!(value > 0))
                return [];
        }

        foreach (var trade in source.Trades)
        {
            var first = bars.IndexAtOrAfter(new DateTimeOffset(trade.EntryTime, TimeSpan.Zero));
            var end = trade.ExitTime is { } exit ? bars.IndexAtOrAfter(new DateTimeOffset(exit, TimeSpan.Zero)) : bars.Count;
            for (var i = first; i < end; i++)
                exposure[i] += trade.Quantity * Math.Abs(bars.Close[i]) / equity[i];
        }

        return exposure;
    }

    // Bars without a position return exactly nothing and would bury all others.
    private static double[] ReturnsInMarket(EquityCurve curve)
    {
        var returns = new List<double>(curve.Count);
        for (var i = 0; i < curve.Count; i++)
        {
            if (double.IsFinite(curve.Returns[i]) && (curve.Exposure.IsEmpty || curve.Exposure[i] != 0 || curve.Returns[i] != 0))
                returns.Add(curve.Returns[i]);
        }

        return [.. returns];
    }
}
