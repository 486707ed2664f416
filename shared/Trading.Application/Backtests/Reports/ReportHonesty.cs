using System.Globalization;
using Trading.Application.Backtests.Pins;
using Trading.Application.Risk;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
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
            new("Commission", Text($"{costs.CommissionRate * 100:0.####} % of the value, per side") +
                (costs.CommissionPerUnit == 0 && costs.CommissionMinimum == 0 ? "" : Text($", and {costs.CommissionPerUnit:0.####} a unit, at least {costs.CommissionMinimum:0.####}")) +
                (costs.CommissionMaximum is { } most ? Text($", at most {most * 100:0.####} % of the value") : "")),
            .. source.Request.Strategy.Segment is { } segment ? [new ReportAssumption("Sales", SalesOf(segment))] : Array.Empty<ReportAssumption>(),
            new("Slippage", Text($"{(costs.SlippageRate + (costs.SpreadRate / 2)) * 100:0.####} % of the price, against the order") +
                (costs.ImpactRate == 0 ? "" : Text($", and {costs.ImpactRate * 100:0.####} % times the square of the share of the volume"))),
            new("Fills", (costs.LatencyMilliseconds == 0
                ? "at the open of the bar after the signal"
                : Text($"at the open of the first bar that begins {costs.LatencyMilliseconds} milliseconds or more after the signal")) +
                (costs.MaxVolumeShare is { } share ? Text($", at most {share * 100:0.####} % of a bar's volume") : ", whole, whatever the volume") +
                (rules.Exits == ExitLevels.None ? "" : "; stops and targets within the bar, stops first")),
            .. rules.Exits == ExitLevels.None ? [] : new[] { new ReportAssumption("Stops", StopsOf(rules.Exits)) },
            new("Sizing", SizeOf(rules) + (source.Request.Strategy.Lot > 0 ? ", whole units" : ", fractions of a unit")),
            new("Cash", (costs is { CashRate: 0, MarginRate: 0, BorrowRate: 0 }
                ? "earns no interest"
                : Text($"earns {costs.CashRate * 100:0.####} % a year, costs {costs.MarginRate * 100:0.####} % when negative; units sold short cost {costs.BorrowRate * 100:0.####} %")) +
                "; dividends only as far as the prices contain them"),
            .. costs.MaintenanceMargin is { } margin
                ? [new ReportAssumption("Margin", Text($"everything is closed when the equity is below {margin.LongRate * 100:0.####} % of what is held and {margin.ShortRate * 100:0.####} % of what was sold short"))]
                : Array.Empty<ReportAssumption>(),
            .. LimitsOf(source),
            new("Open position", "marked at the last close, not sold"),
        ];
    }

    private static IEnumerable<ReportAssumption> LimitsOf(ReportSource source)
    {
        if (source.Denials is not { } denials)
            yield break;
        yield return new ReportAssumption("Limits", denials.Count == 0
            ? "denied no order"
            : Text($"denied {denials.Count} orders: {string.Join(", ", denials.ByCheck.Select(check => $"{check.Key} {check.Value}"))}"));
        foreach (var (protection, stopped, saved) in denials.Protections)
        {
            yield return new ReportAssumption(
                "Protection",
                Text($"{ProtectionDocument.Of(protection).Kind} ({protection.Trades} trades, threshold {protection.Threshold:0.####}, lookback {protection.LookbackSeconds} s, pause {protection.PauseSeconds} s) stopped {stopped} entries") +
                (stopped == 0 ? "" : Text($"; without it the end would have been {Math.Abs(saved):0.00} {(saved < 0 ? "higher" : "lower")}")));
        }
    }

    private static string SalesOf(Segment segment) => segment switch
    {
        Segment.UnitedStates => "pay the fees of the SEC and of FINRA as they were on the day",
        Segment.KoreanFund => "pay no tax",
        _ => "pay the transaction tax as it was on the day",
    };

    private static string StopsOf(ExitLevels exits)
    {
        return string.Join(", ", new[]
        {
            Far("stop {0} from the entry", exits.Stop), Far("stop {0} behind the best price", exits.TrailingStop), Far("target {0} from the entry", exits.Target),
            exits.MaxBars is { } bars ? Text($"out after {bars} bars") : null,
        }.OfType<string>());

        string? Far(string text, Level? level) => level is not { } distance ? null : string.Format(
            CultureInfo.InvariantCulture, text,
            distance.IsAtr ? Text($"{distance.Value:0.####} average true ranges of {exits.AtrLength} bars") : Text($"{distance.Value * 100:0.####} %"));
    }

    private static string SizeOf(StrategyRules rules) => rules.Sizing.Kind switch
    {
        SizingKind.AllIn => "all cash",
        SizingKind.Amount => Text($"{rules.Sizing.Value:0.####} of money"),
        SizingKind.Units => Text($"{rules.Sizing.Value:0.####} units"),
        SizingKind.EquityFraction => Text($"{rules.Sizing.Value * 100:0.####} % of the equity"),
        SizingKind.VolatilityTarget => Text($"for a volatility of {rules.Sizing.Value * 100:0.####} % a year"),
        SizingKind.Kelly => Text($"{rules.Sizing.Value:0.####} of the Kelly fraction"),
        _ => Text($"the equity in {rules.MaxPositions} equal parts"),
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static IEnumerable<string> WarningsOf(ReportSource source, PerformanceReport report)
    {
        var costs = source.Request.Strategy.Costs;
        if (costs is { CommissionRate: 0, CommissionPerUnit: 0, CommissionMinimum: 0, SlippageRate: 0, SpreadRate: 0 })
            yield return "No costs: commission and slippage are zero. No market trades for nothing, so real results will be worse.";
        else if (costs is { CommissionRate: 0, CommissionPerUnit: 0, CommissionMinimum: 0 })
            yield return "Commission is zero.";
        else if (costs is { SlippageRate: 0, SpreadRate: 0 })
            yield return "Slippage is zero: every fill is taken to be exactly the open.";
        if (source.IsSynthetic)
            yield return "The prices were generated; they are no market's.";
        if (source.Trades.Count(trade => trade.ExitTag == "margin") is > 0 and var called)
            yield return $"A margin call ended {called} of the trades.";
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
        foreach (var remark in source.Remarks)
            yield return remark;
    }
}
