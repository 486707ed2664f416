using System.Globalization;
using System.Runtime.CompilerServices;
using Trading.Application.Backtests;
using Trading.Application.Backtests.Pins;
using Trading.Application.MarketData;
using Trading.Application.Templates;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.SyntheticData;

namespace Trading.Application.Tests.Templates;

/// <summary>Bars that templates are run on.</summary>
/// <param name="Name">Its name in the file of pins.</param>
/// <param name="Market">Market code.</param>
/// <param name="Interval">Interval code.</param>
/// <param name="Series">Symbols and their bars; a template for one instrument takes the first.</param>
internal sealed record DataSet(string Name, string Market, string Interval, IReadOnlyList<(string Symbol, Func<BarSeries> Bars)> Series)
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "../../../../shared/data"));

    /// <summary>The project's own.</summary>
    public static IReadOnlyList<DataSet> Generated { get; } =
    [
        new("generated.1d", "US", "1d", [.. Enumerable.Range(0, 4).Select(walk => ($"WALK{walk}", (Func<BarSeries>)(() => LoadDemoHandler.Bars(walk))))]),
        new("generated.1m", "US", "1m", [("MINUTES", () => SyntheticBars.Minutes(20_000))]),
    ];

    /// <summary>Prices of markets, where they are beside the repository.</summary>
    public static IReadOnlyList<DataSet> Real { get; } =
    [
        new("spy.1d", "US", "1d", [Csv("us/SPY.1d"), Csv("us/QQQ.1d"), Csv("us/IWM.1d"), Csv("us/EEM.1d")]),
        new("samsung.1d", "KRX", "1d", [Csv("kr/005930.1985-2018.1d"), Csv("kr/000660.1d"), Csv("kr/005380.1d"), Csv("kr/035420.1d")]),
        new("bitcoin.1m", "US", "1m", [Csv("crypto/BTC-PERP.1m")]),
    ];

    /// <summary>A template as a back-test on these bars.</summary>
    public (BacktestRequest Request, BacktestData Data) Of(Template template)
    {
        var used = template.IsForMany ? Series : [Series[0]];
        var errors = new FieldErrors();
        var request = BacktestReader.Read(template.Backtest(new TemplateTarget(Market, [.. used.Select(one => one.Symbol)], Interval)), errors);
        Assert.True(request is not null, errors.ToString());
        return (request, new BacktestData([.. used.Select(one => one.Bars())], []));
    }

    /// <summary>A run of a template on these bars.</summary>
    public PinnedRun Run(Template template)
    {
        var (request, data) = Of(template);
        return PinnedRun.Of(request, data, TestContext.Current.CancellationToken);
    }

    private static (string Symbol, Func<BarSeries> Bars) Csv(string file) => (Path.GetFileName(file).Split('.')[0], () =>
    {
        var path = Path.Combine(Folder, file + ".csv");
        Assert.SkipUnless(File.Exists(path), $"The reference data is not at {path}.");
        return BarSeries.FromBars([.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(row => new Bar(
            DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5])))]);
    });

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
