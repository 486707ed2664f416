using System.Reflection;
using System.Text.Json;
using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;
using Trading.Quant.Performance;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Performance;

public sealed class PerformanceReportTests
{
    private const double NineDecimals = 6e-10;   // the reference gives drawdowns and Sharpe ratios with nine decimals

    /// <summary>Expected values: the reference work on SPY, on which numpy, backtrader, vectorbt and LEAN agree.</summary>
    [Fact]
    [Trait("Reference", "beside")]
    public void The_report_of_the_cross_on_spy_equals_the_reference()
    {
        var report = Cross(Reference.Bars("data/us/SPY.1d.csv"), Interval.OneDay);

        Assert.Equal(1_486_703.12306, report.FinalEquity, 1e-4);
        Assert.Equal(0.486703123, report.Returns.TotalReturn, NineDecimals);
        Assert.Equal(0.330078295, report.Returns.MaxDrawdown, NineDecimals);
        Assert.Equal(0.330078295, report.Drawdowns[0].Depth, NineDecimals);
        Assert.Equal(0.207652872, report.Returns.Sharpe, NineDecimals);
        Assert.Equal((101, 1, 41.0 / 101), (report.Trades.Closed, report.Trades.Open, report.Trades.WinRate));
        Assert.Equal(207_189.3224, report.Trades.FeesPaid, 1e-3);
        Assert.Equal(24, report.MonthlyReturns.Count);   // 1998 to 2021
        Assert.Equal(9, report.Crises.Count);
        Assert.Equal((500, 126), (report.Rolling.Times.Count, report.Rolling.Window));
    }

    /// <summary>Expected values: the reference work on a million generated bars.</summary>
    [Fact]
    public void The_report_of_a_million_minute_bars_equals_the_reference()
    {
        var report = Cross(SyntheticBars.Minutes(1_000_000), Interval.OneMinute);

        Assert.Equal(1_177_975.40534, report.FinalEquity, 1e-3);
        Assert.Equal(0.436211383, report.Returns.MaxDrawdown, NineDecimals);
        Assert.Equal(0.443665399, report.Returns.Sharpe, NineDecimals);
        Assert.Equal((13_535, 1, 4_064.0 / 13_535), (report.Trades.Closed, report.Trades.Open, report.Trades.WinRate));
        Assert.Equal(33_776_098.8866, report.Trades.FeesPaid, 1e-2);
        Assert.All(report.Excursions, excursion => Assert.True(excursion is { Adverse: >= 0, Favourable: >= 0 }));
    }

    [Fact]
    public void Every_figure_of_a_report_is_in_the_catalogue_with_its_convention()
    {
        var report = PerformanceReport.Of(
            ACurve.OfReturns(ACurve.Bacon, 12, ACurve.BaconBenchmark), [new BacktestTrade(ACurve.Day(0), 10, 1, 0.1, ACurve.Day(2), 11, 0.1)], [],
            new ReportSettings(Trials: new SharpeTrials(10, 0.01)));
        object[] groups = [report.Returns, report.Benchmark!, report.Trades, report.Honesty];
        var properties = groups.SelectMany(group => group.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(double) || property.PropertyType == typeof(int))
            .Select(property => (Key: JsonNamingPolicy.CamelCase.ConvertName(property.Name), Value: Convert.ToDouble(property.GetValue(group), null))));

        var figures = FigureCatalog.All.Select(figure => (figure.Key, Value: figure.Value(report)));

        Assert.Equal(properties, figures);
        Assert.All(FigureCatalog.All, figure => Assert.True(figure.Name.Length > 0 && figure.Convention.EndsWith('.') && Enum.IsDefined(figure.Unit), figure.Key));
    }

    [Fact]
    public void Without_a_benchmark_its_figures_are_unknown()
    {
        var report = PerformanceReport.Of(ACurve.Of(101, 102), [], [], new ReportSettings());

        Assert.Null(report.Benchmark);
        Assert.True(double.IsNaN(FigureCatalog.All.Single(figure => figure.Key == "alpha").Value(report)));
    }

    [Fact]
    public void A_single_bar_has_a_report()
    {
        var report = PerformanceReport.Of(ACurve.Of(90), [], [], new ReportSettings());

        Assert.Equal((1, -0.1, 0.1), (report.Bars, Math.Round(report.Returns.TotalReturn, 12), Math.Round(report.Returns.MaxDrawdown, 12)));
        Assert.True(double.IsNaN(report.Returns.Sharpe) && double.IsNaN(report.Honesty.ProbabilisticSharpe));
        Assert.Empty(report.Rolling.Times);
    }

    [Fact]
    public void The_sharpe_ratio_is_judged_as_measured_on_the_bars()
    {
        var curve = ACurve.OfReturns(ACurve.Noise(81, 1000, mean: 0.0005), 252);
        var trials = new SharpeTrials(20, 0.001);

        var report = PerformanceReport.Of(curve, [], [], new ReportSettings(Trials: trials));

        var (sharpe, skewness, kurtosis) = (report.Returns.Sharpe / Math.Sqrt(252), report.Returns.Skewness, report.Returns.ExcessKurtosis);
        Assert.Equal(SharpeInference.Probabilistic(sharpe, 0, 1000, skewness, kurtosis), report.Honesty.ProbabilisticSharpe);
        Assert.Equal(SharpeInference.Deflated(sharpe, trials, 1000, skewness, kurtosis), report.Honesty.DeflatedSharpe);
        Assert.Equal(SharpeInference.ExpectedMaximum(trials), report.Honesty.ExpectedMaximumSharpe / Math.Sqrt(252), 1e-12);
        Assert.Equal(SharpeInference.MinimumTrackRecord(sharpe, 0, skewness, kurtosis, 0.95), report.Honesty.MinimumTrackRecord);
    }

    private static PerformanceReport Cross(BarSeries bars, Interval interval)
    {
        var rules = new StrategyRules("sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)", new Sizing(SizingKind.AllIn, WholeUnits: false));
        var periodsPerYear = Annualisation.PeriodsPerYear(interval);
        var engine = FastBacktest.Create(rules, new BacktestSettings(1_000_000, 0.001, 0, false, periodsPerYear));
        var equity = new double[bars.Count];
        engine.Run(bars, equity);
        var curve = new EquityCurve(bars.Times.ToArray(), equity, 1_000_000, periodsPerYear);
        return PerformanceReport.Of(curve, engine.Trades, [.. engine.Trades.Select(trade => Excursion.Of(trade, bars))], new ReportSettings());
    }
}
