using Trading.Application.Backtests.Pins;

namespace Trading.Application.Backtests.Reports;

/// <summary>Back-tests side by side. What is undefined is NaN; lists of values are in the order of <paramref name="Runs"/>.</summary>
/// <param name="Runs">What was run.</param>
/// <param name="Pins">What each result came from; null where that was not recorded.</param>
/// <param name="SameStrategy">True when all ran the same strategy with the same costs; the name does not count.</param>
/// <param name="SameData">True when all ran on the same bars.</param>
/// <param name="Figures">Every figure of the reports.</param>
/// <param name="Times">Times at which the curves have values, within the period that all runs cover, in milliseconds since 1970, UTC; empty when there is none.</param>
/// <param name="Curves">Equity of each run at these times, 100 at the first.</param>
public sealed record BacktestComparison(
    IReadOnlyList<ReportRun> Runs, IReadOnlyList<BacktestPins?> Pins, bool SameStrategy, bool SameData, IReadOnlyList<ComparedFigure> Figures,
    IReadOnlyList<long> Times, IReadOnlyList<IReadOnlyList<double>> Curves)
{
    private const double Base = 100;
    private const int Digits = 8;

    /// <summary>Fewest back-tests that can be compared.</summary>
    public const int Fewest = 2;

    /// <summary>Most back-tests that are compared at once.</summary>
    public const int Most = 6;

    /// <summary>Compares reports.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer or more reports than can be compared.</exception>
    public static BacktestComparison Of(IReadOnlyList<BacktestReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentOutOfRangeException.ThrowIfLessThan(reports.Count, Fewest, nameof(reports));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reports.Count, Most, nameof(reports));
        var pins = reports.Select(report => report.Honesty.Pins).ToArray();
        var times = CommonTimes(reports);
        return new BacktestComparison(
            [.. reports.Select(report => report.Run)], pins, Agree(pins, pin => pin.Strategy), Agree(pins, pin => pin.Data), Compare(reports), times,
            [.. reports.Select(report => Rebased(report.Curve, times))]);
    }

    private static bool Agree(BacktestPins?[] pins, Func<BacktestPins, string> hash) =>
        Array.TrueForAll(pins, pin => pin is not null) && pins.Select(pin => hash(pin!)).Distinct().Count() == 1;

    private static ComparedFigure[] Compare(IReadOnlyList<BacktestReport> reports)
    {
        var figures = reports.Select(report => report.Groups.SelectMany(group => group.Figures).ToList()).ToList();
        return [.. figures[0].Select((figure, place) => new ComparedFigure(
            figure.Key, figure.Name, figure.Unit, [.. figures.Select(all => all[place].Value)]))];
    }

    private static long[] CommonTimes(IReadOnlyList<BacktestReport> reports)
    {
        if (reports.Any(report => report.Curve.Times.Count == 0))
            return [];
        var (first, last) = (reports.Max(report => report.Curve.Times[0]), reports.Min(report => report.Curve.Times[^1]));
        return [.. reports.SelectMany(report => report.Curve.Times).Where(time => time >= first && time <= last).Distinct().Order()];
    }

    /// <summary>The equity known at each time, as it was at the close before where the run has no value then.</summary>
    private static double[] Rebased(CurveColumns curve, long[] times)
    {
        var values = new double[times.Length];
        var known = 0;
        for (var i = 0; i < times.Length; i++)
        {
            while (known + 1 < curve.Times.Count && curve.Times[known + 1] <= times[i])
                known++;
            values[i] = curve.Equity[known];
        }

        var start = values.Length > 0 ? values[0] : double.NaN;
        return [.. values.Select(value => Column.Round(value / start * Base, Digits))];
    }
}
