using System.Globalization;
using Trading.Application.Backtests.Pins;
using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>What a reader must know before believing a figure.</summary>
/// <param name="Trials">Different strategies that the user tried on the series, this one among them; null when nobody counted.</param>
/// <param name="TrialDeviation">Sample deviation of their Sharpe ratios, annualised; NaN when not counted.</param>
/// <param name="Figures">How far a curve's Sharpe ratio can be believed.</param>
/// <param name="Pins">What the result came from; null when that was not recorded.</param>
/// <param name="Assumptions">How costs, fills and sizes were taken.</param>
/// <param name="Warnings">What speaks against believing it.</param>
public sealed record ReportHonesty(
    int? Trials,
    double TrialDeviation,
    HonestyFigures Figures,
    BacktestPins? Pins,
    IReadOnlyList<ReportAssumption> Assumptions,
    IReadOnlyList<string> Warnings)
{
    private const int FewTrades = 30;

    internal static ReportHonesty Of(ReportSource source, PerformanceReport report) => new(
        source.Trials?.Count,
        source.Trials is { } trials ? Math.Sqrt(trials.Variance * report.PeriodsPerYear) : double.NaN,
        report.Honesty,
        source.Pins,
        AssumptionsOf(source),
        [.. WarningsOf(source, report)]);

    private static ReportAssumption[] AssumptionsOf(ReportSource source)
    {
        var (costs, rules) = (source.Request.Strategy.Costs, source.Request.Strategy.Rules);
        return
        [
            new("Commission", string.Create(CultureInfo.InvariantCulture, $"{costs.CommissionRate * 100:0.####} % of the value, per side")),
            new("Slippage", string.Create(CultureInfo.InvariantCulture, $"{costs.SlippageRate * 100:0.####} % of the price, against the order")),
            new("Fills", "at the open of the bar after the signal, whole, whatever the volume"),
            new("Sizing", rules.Sizing.WholeUnits ? "all cash, whole units" : "all cash, fractions of a unit"),
            new("Cash", "earns no interest; dividends only as far as the prices contain them"),
            new("Open position", "marked at the last close, not sold"),
        ];
    }

    private static IEnumerable<string> WarningsOf(ReportSource source, PerformanceReport report)
    {
        var costs = source.Request.Strategy.Costs;
        if (costs is { CommissionRate: 0, SlippageRate: 0 })
            yield return "No costs: commission and slippage are zero. No market trades for nothing, so real results will be worse.";
        else if (costs.CommissionRate == 0)
            yield return "Commission is zero.";
        else if (costs.SlippageRate == 0)
            yield return "Slippage is zero: every fill is taken to be exactly the open.";
        if (source.IsSynthetic)
            yield return "The prices were generated; they are no market's.";
        if (report.Trades.Closed < FewTrades)
            yield return $"Only {report.Trades.Closed} closed trades: too few to tell skill from luck.";
        if (report.Honesty.MinimumTrackRecord > report.Bars)
            yield return "The track record is shorter than the least that would make the Sharpe ratio believable.";
        else if (!(report.Returns.Sharpe > 0))
            yield return "The Sharpe ratio is not above zero: no track record of any length would make it so.";
        if (source.Trials is null)
            yield return "Nobody counted how many strategies were tried before this one, so the Sharpe ratio is not deflated.";
        if (report.Benchmark is { } benchmark && benchmark.BenchmarkReturn > report.Returns.TotalReturn)
            yield return "Buying and holding would have returned more.";
    }
}
