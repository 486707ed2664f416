using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Trading.Application.Backtests;
using Trading.Application.Backtests.Pins;
using Trading.Application.Backtests.Reports;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Risk;
using Trading.Domain.Strategies;
using Trading.Quant.Performance;
using Trading.Quant.SyntheticData;

namespace Trading.Application.Tests.Backtests;

/// <summary>The report of a run, as data and as a page.</summary>
public sealed partial class ReportTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    // By hand: 1,000 units bought at 10 on the second day, sold at 12 on the fourth; bought and held from the first open of 8, to 12.
    [Fact]
    public void A_run_by_hand_is_told_as_it_was()
    {
        var bars = Daily([8, 10, 11, 12], [9, 11, 9.5, 12]);
        var report = Report(bars, "close > 8.5", "close < 10", new TradingCosts(0, 0));

        Assert.Equal((4, 10_000, 12_000), (report.Run.Bars, report.Run.InitialEquity, report.Run.FinalEquity));
        Assert.Equal([10_000.0, 11_000, 9_500, 12_000], report.Curve.Equity);
        Assert.Equal([0, 0, Math.Round((9_500.0 / 11_000) - 1, 8), 0], report.Curve.Drawdown);
        Assert.Equal([11_250.0, 13_750, 11_875, 15_000], report.Curve.Benchmark);
        Assert.Equal(1, report.Trades.Count);
        Assert.Equal((2_000.0, 0.2, 2), (report.Trades.Profit[0], report.Trades.Return[0], report.Trades.Bars[0]));
        Assert.Equal((12_000 / 10_000.0) - 1, Figure(report, "totalReturn").Value, 1e-12);
        Assert.Equal((15_000 / 10_000.0) - 1, Figure(report, "benchmarkReturn").Value, 1e-12);
        Assert.Contains(report.Honesty.Warnings, warning => warning.StartsWith("No costs", StringComparison.Ordinal));
        Assert.Contains(report.Honesty.Warnings, warning => warning.StartsWith("Only 1 closed trades", StringComparison.Ordinal));
        Assert.Contains(report.Honesty.Warnings, warning => warning.StartsWith("Nobody counted", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_sale_pays_how_late_orders_come_and_when_credit_is_called_is_told()
    {
        var costs = TradingCosts.None with { CommissionPerUnit = 0.005m, CommissionMinimum = 1, CommissionMaximum = 0.01m, LatencyMilliseconds = 250, MaintenanceMargin = new MaintenanceMargin(0.25m, 0.3m) };

        var told = Report(Daily([8, 10, 11, 12], [9, 11, 9.5, 12]), "close > 8.5", "close < 10", costs, segment: Segment.UnitedStates)
            .Honesty.Assumptions.ToDictionary(assumption => assumption.Name, assumption => assumption.Text);

        Assert.Equal("0 % of the value, per side, and 0.005 a unit, at least 1, at most 1 % of the value", told["Commission"]);
        Assert.Equal("pay the fees of the SEC and of FINRA as they were on the day", told["Sales"]);
        Assert.Equal("at the open of the first bar that begins 250 milliseconds or more after the signal, whole, whatever the volume", told["Fills"]);
        Assert.Equal("everything is closed when the equity is below 25 % of what is held and 30 % of what was sold short", told["Margin"]);
    }

    // Wilson (1927) for one success of one: from 1 / (1 + z^2), z = 1.959964, to 1.
    [Fact]
    public void A_win_rate_of_one_trade_is_hardly_known()
    {
        var report = Report(Daily([8, 10, 11, 12], [9, 11, 9.5, 12]), "close > 8.5", "close < 10", TradingCosts.None);

        var interval = Figure(report, "winRate").Interval!;

        Assert.Equal((0.2065493, 1.0), (Math.Round(interval.Low, 7), Math.Round(interval.High, 7)));
    }

    [Fact]
    public void Costs_of_zero_are_warned_of_and_others_are_not()
    {
        var bars = SyntheticBars.Daily(1, 800, new DateOnly(2016, 1, 4));
        IReadOnlyList<string> Warnings(decimal commission, decimal slippage) =>
            Report(bars, "close > sma(5)", "close < sma(5)", new TradingCosts(commission, slippage)).Honesty.Warnings;

        Assert.Contains(Warnings(0, 0), warning => warning.StartsWith("No costs", StringComparison.Ordinal));
        Assert.Contains(Warnings(0, 0.001m), warning => warning == "Commission is zero.");
        Assert.Contains(Warnings(0.001m, 0), warning => warning.StartsWith("Slippage is zero", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Warnings(0.001m, 0.001m), warning => warning.Contains("ommission", StringComparison.Ordinal) || warning.Contains("lippage", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_run_is_thinned_without_losing_its_highs_and_lows()
    {
        var bars = SyntheticBars.Daily(5, 60_000, new DateOnly(1800, 1, 1));
        var (report, equity) = ReportWithEquity(bars, "close > sma(20)", "close < sma(20)", new TradingCosts(0.001m, 0.0005m), "x");

        Assert.InRange(report.Curve.Times.Count, 1_200, 10_000);
        Assert.Equal(equity.Max(), report.Curve.Equity.Max(), equity.Max() * 1e-6);
        Assert.Equal(equity.Min(), report.Curve.Equity.Min(), equity.Min() * 1e-6);
        Assert.Equal(Figure(report, "maxDrawdown").Value, -report.Curve.Drawdown.Min(), 1e-6);
        Assert.Equal(3, report.Candles.BarsEach);
        Assert.Equal(20_000, report.Candles.Time.Count);
        Assert.Equal(bars.High.ToArray().Max(), report.Candles.High.Max(), 1e-4 * bars.High.ToArray().Max());
        Assert.InRange(report.Trades.Entry.Count, 1, TradeColumns.Most);
    }

    [Fact]
    public void Trials_deflate_the_Sharpe_ratio()
    {
        var bars = SyntheticBars.Daily(1, 800, new DateOnly(2016, 1, 4));
        var alone = Report(bars, "close > sma(5)", "close < sma(5)", TradingCosts.None, new SharpeTrials(1, 0));
        var chosen = Report(bars, "close > sma(5)", "close < sma(5)", TradingCosts.None, new SharpeTrials(50, 0.001));

        Assert.Equal(alone.Honesty.Figures.ProbabilisticSharpe, alone.Honesty.Figures.DeflatedSharpe, 1e-12);
        Assert.True(chosen.Honesty.Figures.DeflatedSharpe < chosen.Honesty.Figures.ProbabilisticSharpe);
        Assert.Equal((50, Math.Sqrt(0.001 * 252)), (chosen.Honesty.Trials, chosen.Honesty.TrialDeviation));
    }

    [Fact]
    public void Runs_are_compared_figure_by_figure_and_over_the_period_that_they_share()
    {
        // Bought at the second open: 8 and 10, held to the end.
        var first = Report(Daily([8, 8, 8, 8, 8], [8, 8, 10, 12, 16]), "close > 1", "close < 1", TradingCosts.None);
        var second = Report(Daily([8, 8, 10], [8, 10, 15]), "close > 1", "close < 1", TradingCosts.None);

        var both = BacktestComparison.Of([first, second]);

        Assert.Equal((true, false), (both.SameStrategy, both.SameData));
        Assert.Equal(second.Curve.Times, both.Times);
        Assert.Equal([100.0, 100, 125], both.Curves[0]);
        Assert.Equal([100.0, 125, 187.5], both.Curves[1]);
        Assert.Equal([1.0, 0.875], both.Figures.Single(figure => figure.Key == "totalReturn").Values);
        Assert.Equal(first.Groups.Sum(group => group.Figures.Count), both.Figures.Count);
    }

    [Fact]
    public void Runs_that_share_no_period_have_no_common_curve()
    {
        var early = Report(SyntheticBars.Daily(1, 100, new DateOnly(2016, 1, 4)), "close > 1", "close < 1", TradingCosts.None);
        var late = Report(SyntheticBars.Daily(1, 100, new DateOnly(2020, 1, 6)), "close > 1", "close < 1", TradingCosts.None);

        var both = BacktestComparison.Of([early, late]);

        Assert.Empty(both.Times);
        Assert.All(both.Curves, curve => Assert.Empty(curve));
        Assert.Throws<ArgumentOutOfRangeException>(() => BacktestComparison.Of([early]));
    }

    [Fact]
    public void A_hostile_name_stays_text()
    {
        var (report, _) = ReportWithEquity(Daily([8, 10, 11, 12], [9, 11, 9.5, 12]), "close > 8.5", "close < 10", TradingCosts.None, Hostile);

        var html = HtmlReport.Create(report, Json);

        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, EndOfScript().Count(html));
        var data = DataBlock().Match(html).Groups[1].Value;
        Assert.Equal(Hostile, JsonDocument.Parse(data).RootElement.GetProperty("run").GetProperty("name").GetString());
    }

    [Fact]
    public void The_page_loads_nothing()
    {
        var html = HtmlReport.Create(Report(Daily([8, 10, 11, 12], [9, 11, 9.5, 12]), "close > 8.5", "close < 10", TradingCosts.None), Json);

        Assert.DoesNotMatch(Elsewhere(), html);
        Assert.Contains("default-src 'none'; script-src 'sha256-", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_stand_in_the_report_with_what_each_protection_stopped_and_saved()
    {
        // Bought at 100 on the second day, sold at 90 on the fourth: a loss. What a second purchase at 90 would have lost by 81 is saved.
        var bars = Daily([100, 100, 100, 90, 90, 90, 81], [100, 100, 90, 90, 90, 90, 81]);
        Protection[] protections =
            [new(ProtectionKind.LosingTrades, 1, 864_000, 864_000), new(ProtectionKind.LosingTrades, 9, 864_000, 864_000)];

        var (report, run) = LimitedReport(bars, "close >= close[1]", "close < close[1]", new RiskLimits { Protections = protections });

        // All 10,000 in at 100, out at 90: 9,000. Without the pause in again at 90, and at the end of the series 81: 8,100.
        var first = run.Denials!.Protections[0];
        Assert.Equal(9_000, run.Result.FinalEquity, 1e-6);
        Assert.Equal(900, first.Saved, 1e-6);
        Assert.Equal((0, 0.0), (run.Denials.Protections[1].Stopped, run.Denials.Protections[1].Saved));
        Assert.Equal(
            [$"denied {first.Stopped} orders: losing-trades {first.Stopped}",
                $"losingTrades (1 trades, threshold 0, lookback 864000 s, pause 864000 s) stopped {first.Stopped} entries; without it the end would have been 900.00 lower",
                "losingTrades (9 trades, threshold 0, lookback 864000 s, pause 864000 s) stopped 0 entries"],
            report.Honesty.Assumptions.Where(one => one.Name is "Limits" or "Protection").Select(one => one.Text));
        Assert.DoesNotContain(Report(bars, "close > 0", "close < 0", TradingCosts.None).Honesty.Assumptions, one => one.Name is "Limits");
    }

    private static (BacktestReport Report, BacktestRun Run) LimitedReport(BarSeries bars, string entry, string exit, RiskLimits limits)
    {
        var strategy = new StrategyDocument(
            "Test", InstrumentId.Create(Market.US, "TEST"), Interval.OneDay, new StrategyRules(entry, exit, new Sizing(SizingKind.AllIn, false)), TradingCosts.None);
        var request = new BacktestRequest(strategy, 10_000m, DateTimeOffset.MinValue, DateTimeOffset.MaxValue) { Limits = limits };
        var (run, pins) = PinnedRun.Of(request, new BacktestData([bars], []), TestContext.Current.CancellationToken);
        var source = new ReportSource(request, [bars], run.Times, run.Equity, run.Trades, IsSynthetic: false, pins, Trials: null) { Denials = run.Denials };
        return (ReportBuilder.Create(source, TestContext.Current.CancellationToken), run);
    }

    private static ReportFigure Figure(BacktestReport report, string key) => report.Groups.SelectMany(group => group.Figures).Single(figure => figure.Key == key);

    private static BarSeries Daily(double[] open, double[] close) => BarSeries.FromBars(
        [.. open.Select((price, day) => new Bar(new DateTimeOffset(2024, 1, 2 + day, 0, 0, 0, TimeSpan.Zero), price, Math.Max(price, close[day]), Math.Min(price, close[day]), close[day], 5))]);

    private static BacktestReport Report(BarSeries bars, string entry, string exit, TradingCosts costs, SharpeTrials? trials = null, Segment? segment = null) =>
        ReportWithEquity(bars, entry, exit, costs, "Test", trials, segment).Report;

    private static (BacktestReport Report, double[] Equity) ReportWithEquity(
        BarSeries bars, string entry, string exit, TradingCosts costs, string name, SharpeTrials? trials = null, Segment? segment = null)
    {
        var strategy = new StrategyDocument(
            name, InstrumentId.Create(Market.US, "TEST"), Interval.OneDay, new StrategyRules(entry, exit, new Sizing(SizingKind.AllIn, false)), costs)
        {
            Segment = segment,
        };
        var request = new BacktestRequest(strategy, 10_000m, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        var run = BacktestRunner.Run(request, new BacktestData([bars], []), TestContext.Current.CancellationToken);
        using var digest = new RunDigest();
        digest.AddBars(bars);
        digest.AddEquity(run.Equity.Span);
        var source = new ReportSource(request, [bars], run.Times, run.Equity, run.Trades, IsSynthetic: false, digest.Finish(request, run.Trades), trials);
        return (ReportBuilder.Create(source, TestContext.Current.CancellationToken), run.Equity.ToArray());
    }

    [GeneratedRegex("</script", RegexOptions.IgnoreCase)]
    private static partial Regex EndOfScript();

    [GeneratedRegex("""(?:src|href)\s*=|url\(|@import|^\s*import """, RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("""<script type="application/json" id="data">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex DataBlock();
}
