using System.Globalization;
using System.Runtime.CompilerServices;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Application.Strategies;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>Daily bars of SPY, 1998 to 2021, and the strategy whose results over them several independent engines agree on.</summary>
internal static class Spy
{
    public static readonly BarKey Series = new(InstrumentId.Create(Market.US, "SPY"), Interval.OneDay);

    public static DeploymentDraft Cross(ReplayDraft? replay, bool wholeUnits = false) => new(
        Name: "SMA cross",
        Market: "US",
        Symbols: ["SPY"],
        Interval: "1d",
        Strategy: new StrategyDraft("sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)", new SizingDraft("allIn", wholeUnits)),
        Costs: new CostsDraft(CommissionRate: 0.001m),
        InitialCash: 1_000_000,
        Replay: replay);

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
