using static Trading.Quant.Performance.FigureUnit;

namespace Trading.Quant.Performance;

/// <summary>Every figure of a <see cref="PerformanceReport"/>, in the order in which they are shown.</summary>
public static class FigureCatalog
{
    private const string NotVarying = "Undefined when they do not vary.";
    private const string PerTrade = "Closed trades, after commissions.";

    /// <summary>
    /// The figures of the equity curve, of the comparison with a benchmark, of the trades, and of how far to believe them.
    /// </summary>
    public static IReadOnlyList<Figure> All { get; } = [.. OfReturns(), .. OfBenchmark(), .. OfTrades(), .. OfHonesty()];

    private static Figure[] OfReturns() =>
    [
        Of("totalReturn", "Total return", Fraction,
            "Final over initial equity, less 1.",
            r => r.TotalReturn),
        Of("cagr", "Annual growth (CAGR)", Fraction,
            "(Final / initial equity)^(periods per year / bars) - 1.",
            r => r.Cagr),
        Of("volatility", "Volatility", Fraction,
            "Sample deviation (n - 1) of simple returns per bar, times the root of periods per year.",
            r => r.Volatility),
        Of("sharpe", "Sharpe ratio", Ratio,
            "Mean over sample deviation (n - 1) of simple returns per bar, times the root of periods per year; risk-free rate " +
            $"0. {NotVarying}",
            r => r.Sharpe),
        Of("sortino", "Sortino ratio", Ratio,
            "Mean return per bar over the root of the mean squared negative return (over all bars), times the root of periods " +
            "per year; threshold 0. Undefined without a falling bar.",
            r => r.Sortino),
        Of("calmar", "Calmar ratio", Ratio,
            "CAGR over the largest drawdown, over the whole curve. Undefined without a drawdown.",
            r => r.Calmar),
        Of("omega", "Omega ratio", Ratio,
            "Sum of positive over sum of negative returns per bar; threshold 0. Undefined without a falling bar.",
            r => r.Omega),
        Of("maxDrawdown", "Largest drawdown", Fraction,
            "Largest fall of the equity at closes from its highest so far, the initial equity included, as a fraction of " +
            "that.",
            r => r.MaxDrawdown),
        Of("ulcerIndex", "Ulcer index", Fraction,
            "Root of the mean squared fall from the highest equity so far, over all bars.",
            r => r.UlcerIndex),
        Of("valueAtRisk95", "Value at risk, 95 %", Fraction,
            "5 % quantile of returns per bar, interpolated (type 7); a loss is negative.",
            r => r.ValueAtRisk95),
        Of("valueAtRisk99", "Value at risk, 99 %", Fraction,
            "1 % quantile of returns per bar, interpolated (type 7); a loss is negative.",
            r => r.ValueAtRisk99),
        Of("conditionalValueAtRisk95", "Expected shortfall, 95 %", Fraction,
            "Mean of the returns per bar at or below the value at risk, 95 %.",
            r => r.ConditionalValueAtRisk95),
        Of("conditionalValueAtRisk99", "Expected shortfall, 99 %", Fraction,
            "Mean of the returns per bar at or below the value at risk, 99 %.",
            r => r.ConditionalValueAtRisk99),
        Of("skewness", "Skewness", Ratio,
            $"Third central moment of returns per bar over the cube of their population deviation (n). {NotVarying}",
            r => r.Skewness),
        Of("excessKurtosis", "Excess kurtosis", Ratio,
            $"Fourth central moment of returns per bar over their squared population variance (n), less 3. {NotVarying}",
            r => r.ExcessKurtosis),
        Of("bestBar", "Best bar", Fraction,
            "Largest simple return of a bar.",
            r => r.BestBar),
        Of("worstBar", "Worst bar", Fraction,
            "Smallest simple return of a bar.",
            r => r.WorstBar),
    ];

    private static Figure[] OfBenchmark() =>
    [
        Against("alpha", "Alpha", Fraction,
            "Intercept of the regression of returns per bar on the benchmark's, times periods per year; risk-free rate 0.",
            b => b.Alpha),
        Against("beta", "Beta", Ratio,
            "Covariance of returns per bar with the benchmark's over the benchmark's variance. Undefined when the benchmark " +
            "does not vary.",
            b => b.Beta),
        Against("correlation", "Correlation", Ratio,
            "Pearson's correlation of returns per bar with the benchmark's. Undefined when either does not vary.",
            b => b.Correlation),
        Against("informationRatio", "Information ratio", Ratio,
            "Mean over sample deviation (n - 1) of the differences to the benchmark's returns per bar, times the root of " +
            $"periods per year. {NotVarying}",
            b => b.InformationRatio),
        Against("trackingError", "Tracking error", Fraction,
            "Sample deviation (n - 1) of the differences to the benchmark's returns per bar, times the root of periods per " +
            "year.",
            b => b.TrackingError),
        Against("benchmarkReturn", "Benchmark's total return", Fraction,
            "The benchmark's returns per bar, compounded.",
            b => b.BenchmarkReturn),
        Against("benchmarkMaxDrawdown", "Benchmark's largest drawdown", Fraction,
            "Largest fall of the benchmark from its highest so far, its start included, as a fraction of that.",
            b => b.BenchmarkMaxDrawdown),
    ];

    private static Figure[] OfTrades() =>
    [
        By("closed", "Closed trades", Count,
            "Trades with an exit.",
            t => t.Closed),
        By("open", "Open trades", Count,
            "Trades without an exit at the last bar.",
            t => t.Open),
        By("netProfit", "Net profit", Money,
            $"Sum of gains. {PerTrade}",
            t => t.NetProfit),
        By("winRate", "Win rate", Fraction,
            $"Trades that gained, over all. {PerTrade}",
            t => t.WinRate),
        By("profitFactor", "Profit factor", Ratio,
            $"Sum of gains over sum of losses. {PerTrade} Undefined without a loss.",
            t => t.ProfitFactor),
        By("expectancy", "Expectancy", Money,
            $"Average gain of a trade. {PerTrade}",
            t => t.Expectancy),
        By("averageReturn", "Average return of a trade", Fraction,
            $"Average of gain over the entry's value with its commission. {PerTrade}",
            t => t.AverageReturn),
        By("payoffRatio", "Payoff ratio", Ratio,
            $"Average win over average loss. {PerTrade} Undefined without either.",
            t => t.PayoffRatio),
        By("averageWin", "Average win", Money,
            $"Average gain of trades that gained. {PerTrade}",
            t => t.AverageWin),
        By("medianWin", "Median win", Money,
            $"Median gain of trades that gained. {PerTrade}",
            t => t.MedianWin),
        By("largestWin", "Largest win", Money,
            $"Largest gain of a trade. {PerTrade}",
            t => t.LargestWin),
        By("averageLoss", "Average loss", Money,
            $"Average gain of trades that lost, negative. {PerTrade}",
            t => t.AverageLoss),
        By("medianLoss", "Median loss", Money,
            $"Median gain of trades that lost, negative. {PerTrade}",
            t => t.MedianLoss),
        By("largestLoss", "Largest loss", Money,
            $"Smallest gain of a trade that lost, negative. {PerTrade}",
            t => t.LargestLoss),
        By("longestWinStreak", "Longest run of wins", Count,
            $"Most gaining trades in a row, by time of exit. {PerTrade}",
            t => t.LongestWinStreak),
        By("longestLossStreak", "Longest run of losses", Count,
            $"Most losing trades in a row, by time of exit. {PerTrade}",
            t => t.LongestLossStreak),
        By("systemQuality", "System quality number", Ratio,
            $"Root of the number of trades, times mean over sample deviation (n - 1) of their gains in money. {PerTrade} " +
            $"{NotVarying}",
            t => t.SystemQuality),
        By("averageBars", "Average time in a trade, bars", Bars,
            "Bars of the curve from the entry's to the exit's, averaged over closed trades.",
            t => t.AverageBars),
        By("averageDays", "Average time in a trade, days", Days,
            "Calendar time from the entry's bar to the exit's, averaged over closed trades.",
            t => t.AverageDays),
        By("averageAdverseExcursion", "Average adverse excursion", Fraction,
            "Farthest price against the position before the exit, from the entry price, as a fraction of it, averaged over " +
            "all trades.",
            t => t.AverageAdverseExcursion),
        By("averageFavourableExcursion", "Average favourable excursion", Fraction,
            "Farthest price for the position before the exit, from the entry price, as a fraction of it, averaged over all " +
            "trades.",
            t => t.AverageFavourableExcursion),
        By("feesPaid", "Commissions", Money,
            "Commissions of all trades, open ones included.",
            t => t.FeesPaid),
        By("commissionShare", "Share of commissions", Fraction,
            "Commissions of closed trades over their gain before commissions. Undefined when that gain is not positive.",
            t => t.CommissionShare),
        By("timeInMarket", "Time in market", Fraction,
            "Bars at whose close a position was open, over all bars.",
            t => t.TimeInMarket),
        By("averageExposure", "Average exposure", Fraction,
            "Mean over all bars of the positions' gross value over the equity at the close.",
            t => t.AverageExposure),
        By("turnover", "Turnover", Ratio,
            "Half the value of all fills over the mean equity at closes, per year.",
            t => t.Turnover),
    ];

    private static Figure[] OfHonesty() =>
    [
        Belief("probabilisticSharpe", "Probabilistic Sharpe ratio", Fraction,
            "Probability that the true Sharpe ratio is above 0, given length, skewness and kurtosis (Bailey and López de " +
            "Prado 2012).",
            h => h.ProbabilisticSharpe),
        Belief("minimumTrackRecord", "Minimum track record", Bars,
            "Bars for a Sharpe ratio as measured to be above 0 with 95 % confidence (Bailey and López de Prado 2012). " +
            "Undefined when it is not positive.",
            h => h.MinimumTrackRecord),
        Belief("expectedMaximumSharpe", "Sharpe ratio expected by luck", Ratio,
            "Expected highest Sharpe ratio, annualised, of as many trials without skill (Bailey and López de Prado 2014).",
            h => h.ExpectedMaximumSharpe),
        Belief("deflatedSharpe", "Deflated Sharpe ratio", Fraction,
            "Probability that the true Sharpe ratio is above 0, given also the number and spread of the trials (Bailey and " +
            "López de Prado 2014).",
            h => h.DeflatedSharpe),
    ];

    private static Figure Of(string key, string name, FigureUnit unit, string convention, Func<ReturnFigures, double> value) =>
        new(key, name, unit, convention, report => value(report.Returns));

    private static Figure Against(string key, string name, FigureUnit unit, string convention, Func<BenchmarkFigures, double> value) =>
        new(key, name, unit, convention, report => report.Benchmark is { } benchmark ? value(benchmark) : double.NaN);

    private static Figure By(string key, string name, FigureUnit unit, string convention, Func<TradeFigures, double> value) =>
        new(key, name, unit, convention, report => value(report.Trades));

    private static Figure Belief(string key, string name, FigureUnit unit, string convention, Func<HonestyFigures, double> value) =>
        new(key, name, unit, convention, report => value(report.Honesty));
}
