using System.Globalization;
using System.Runtime.CompilerServices;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Application.PaperTrading;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>Daily bars of SPY, 1998 to 2021, and the strategy whose results over them several independent engines agree on.</summary>
internal static class Spy
{
    public static readonly ReplayPlan Everything = new(new DateTimeOffset(1998, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero), 0);

    public static StrategyDocument Cross(bool wholeUnits = false) => new(
        "SMA cross",
        InstrumentId.Create(Market.US, "SPY"),
        Interval.OneDay,
        new StrategyRules("sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)", new Sizing(SizingKind.AllIn, wholeUnits)),
        new TradingCosts(0.001m, 0));

    public static BarSeries Bars()
    {
        var file = Path.GetFullPath(Path.Combine(Here(), "../../../../shared/data/us/SPY.1d.csv"));
        Assert.SkipUnless(File.Exists(file), $"The reference data is not at {file}.");
        return BarSeries.FromBars([.. File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Select(row => new Bar(
            DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5])))]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
