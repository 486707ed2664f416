using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>Where the true value of a figure may well lie.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Basis">Confidence and method.</param>
public sealed record FigureInterval(double Low, double High, string Basis)
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>Intervals of the headline figures by the figures' keys.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="bootstrap">Bars drawn in blocks; null when that could not be.</param>
    internal static Dictionary<string, FigureInterval> Of(PerformanceReport report, MonteCarlo? bootstrap)
    {
        var intervals = new Dictionary<string, FigureInterval>();
        var root = Math.Sqrt(report.PeriodsPerYear);
        var (sharpe, figures) = (report.Returns.Sharpe, report.Returns);
        var error = SharpeInference.StandardError(sharpe / root, report.Bars, figures.Skewness, figures.ExcessKurtosis) * root;
        if (double.IsFinite(error))
            intervals["sharpe"] = new(sharpe - (Normal95 * error), sharpe + (Normal95 * error), "95 %, standard error after Mertens (2002)");
        if (report.Trades.Closed > 0)
            intervals["winRate"] = Wilson(report.Trades.WinRate, report.Trades.Closed);
        if (bootstrap is null)
            return intervals;
        const string basis = "90 % of the paths of the block bootstrap below";
        double Gain(double equity) => (equity / report.InitialEquity) - 1;
        double Growth(double equity) => equity > 0 ? Math.Pow(equity / report.InitialEquity, report.PeriodsPerYear / report.Bars) - 1 : -1;
        var (final, fall) = (bootstrap.FinalEquity, bootstrap.MaxDrawdown);
        intervals["totalReturn"] = new(Gain(final.P5), Gain(final.P95), basis);
        intervals["cagr"] = new(Growth(final.P5), Growth(final.P95), basis);
        intervals["maxDrawdown"] = new(fall.P5, fall.P95, basis);
        return intervals;
    }

    /// <remarks>Wilson (1927), Journal of the American Statistical Association 22(158).</remarks>
    private static FigureInterval Wilson(double share, int count)
    {
        var squared = Normal95 * Normal95;
        var middle = (share + (squared / (2 * count))) / (1 + (squared / count));
        var half = Normal95 / (1 + (squared / count)) * Math.Sqrt((share * (1 - share) / count) + (squared / (4.0 * count * count)));
        return new(Math.Max(0, middle - half), Math.Min(1, middle + half), "95 %, after Wilson (1927)");
    }
}
