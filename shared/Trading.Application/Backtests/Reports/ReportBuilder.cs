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
            source.Times, source.Equity, (double)request.InitialCash, Annualisation.PeriodsPerYear(request.Strategy.Interval),
            Held(source), Exposure(source));
        Excursion[] excursions = [.. trades.Select(trade => Excursion.Of(trade, bars[trade.Instrument]))];
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
            CandleColumns.Of(bars[0]),
            TradeColumns.Of(curve, trades, excursions),
            SymbolsOf(source, curve, excursions, performance.Trades),
            [.. performance.Drawdowns.Select(ReportDrawdown.Of)],
            performance.MonthlyReturns,
            performance.Crises,
            RollingColumns.Of(performance.Rolling),
            Histogram.Of(ReturnsInMarket(curve)),
            Histogram.Of([.. trades.Where(trade => trade.ExitTime is not null).Select(trade => trade.Return)]),
            [.. new[] { shuffled, bootstrap }.OfType<ReportSimulation>()]);
    }

    private static IReadOnlyList<SymbolFigures> SymbolsOf(
        ReportSource source, EquityCurve curve, IReadOnlyList<Excursion> excursions, TradeFigures all)
    {
        var strategy = source.Request.Strategy;
        if (strategy.OtherInstruments.Count == 0)
            return [new SymbolFigures(strategy.Instrument.Symbol, all)];
        return
        [
            .. source.Trades.Zip(excursions).GroupBy(pair => pair.First.Instrument).OrderBy(pairs => pairs.Key).Select(pairs => new SymbolFigures(
                strategy.Universe.ElementAt(pairs.Key).Symbol,
                TradeFigures.Of(curve, [.. pairs.Select(pair => pair.First)], [.. pairs.Select(pair => pair.Second)]))),
        ];
    }

    private static ReportRun RunOf(ReportSource source, EquityCurve curve)
    {
        var strategy = source.Request.Strategy;
        return new ReportRun(
            strategy.Name, strategy.Instrument.Market.Code,
            strategy.OtherInstruments.Count == 0 ? strategy.Instrument.Symbol : $"{strategy.Instrument.Symbol} and {strategy.OtherInstruments.Count} more",
            strategy.Interval.Code, strategy.Instrument.Market.Currency,
            strategy.Rules.Entry, strategy.Rules.Exit, curve.Count, new DateTime(curve.Times[0], DateTimeKind.Utc),
            new DateTime(curve.Times[^1], DateTimeKind.Utc), curve.PeriodsPerYear, curve.InitialEquity, curve.FinalEquity, source.IsSynthetic);
    }

    /// <summary>Returns of buying the first instrument at its first open and holding; none where it has no bars or a price is not positive.</summary>
    private static double[] Held(ReportSource source)
    {
        var bars = source.Bars[0];
        if (bars.Count == 0)
            return [];
        var returns = new double[source.Times.Length];
        var before = bars.Open[0];
        for (var (i, bar) = (0, 0); i < returns.Length && bar < bars.Count; i++)
        {
            if (bars.Times[bar] != source.Times.Span[i])
                continue;
            if (!(before > 0))
                return [];
            returns[i] = (bars.Close[bar] / before) - 1;
            before = bars.Close[bar++];
        }

        return returns;
    }

    /// <summary>Value of the positions at each close over the equity, by the trades; none where the equity is not positive.</summary>
    private static double[] Exposure(ReportSource source)
    {
        var times = source.Times.Span;
        var equity = source.Equity.Span;
        var exposure = new double[times.Length];
        foreach (var value in equity)
        {
            if (!(value > 0))
                return [];
        }

        foreach (var trade in source.Trades)
        {
            var bars = source.Bars[trade.Instrument];
            var bar = bars.IndexAtOrAfter(new DateTimeOffset(trade.EntryTime, TimeSpan.Zero));
            for (var i = times.BinarySearch(trade.EntryTime); i < times.Length && times[i] < (trade.ExitTime ?? long.MaxValue); i++)
            {
                if (bar + 1 < bars.Count && bars.Times[bar + 1] <= times[i])
                    bar++;
                exposure[i] += trade.Quantity * Math.Abs(bars.Close[bar]) / equity[i];
            }
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
