using System.Globalization;

namespace Trading.Quant.Tests.Indicators;

/// <summary>A file of expected values and how it is compared.</summary>
/// <param name="Path">Folder and file.</param>
/// <param name="Bars">The input.</param>
/// <param name="Indicator">Name in the catalogue.</param>
/// <param name="Parameters">Numbers it is called with.</param>
internal sealed record GoldenFile(string Path, string Bars, string Indicator, double[] Parameters)
{
    /// <summary>First bar compared: before it the source starts otherwise.</summary>
    public int From { get; init; }

    /// <summary>True where the source writes some values later than we do, or not at all.</summary>
    public bool OnlyWhereGiven { get; init; }

    /// <summary>The one value that we have from the end of the warm-up on, where the sources disagree on a division by zero.</summary>
    public double? Instead { get; init; }

    /// <summary>A number taken off the source's values: its own at the first bar.</summary>
    public bool LessTheFirst { get; init; }

    /// <summary>A column of the file in which a 1 marks a bar that the source computes otherwise.</summary>
    public string? ExceptWhere { get; init; }
}

/// <summary>Expected values of TA-Lib 0.6 and Stock.Indicators 3, by input, with what parts their conventions from ours.</summary>
internal static class GoldenFiles
{
    private static readonly (string Folder, string Bars, string Stems)[] Both =
    [
        ("", "skender/SPY.1d.csv", "adx.14 atr.14 bbands.20-2 cci.20 donchian.20 ema.20 ema.50 ichimoku.9-26-52 keltner.20-2-10 macd.12-26-9 mfi.14 obv roc.20 " +
            "rsi.14 sar.0.02-0.2 sma.20 sma.200 stddev.14 stoch.14-3-3 trange willr.14 wma.14"),
        ("BTCUSDT.1d/", "crypto/BTCUSDT.1d.csv", "adx.14 atr.14 bbands.20-2 ema.20 macd.12-26-9 mfi.14 obv rsi.14 sar.0.02-0.2 stoch.14-3-3"),
        ("035720.1d/", "kr/035720.1d.csv", "atr.14 bbands.20-2 cci.20 ema.20 ichimoku.9-26-52 keltner.20-2-10 macd.12-26-9 mfi.14 rsi.14 sma.20 stoch.14-3-3 willr.14"),
        ("QQQ.adj.1d/", "us/QQQ.adj.1d.csv", "adx.14 atr.14 bbands.20-2 donchian.20 ema.20 macd.12-26-9 obv rsi.14 sma.200 sma.50 stoch.14-3-3"),
        ("IBM.adj.1d/", "us/IBM.adj.1d.csv", "adx.14 ema.200 rsi.14"),
        ("SPY.1m/", "skender/SPY.1m.csv", "atr.14 ema.9 rsi.14"),
        ("edge-FLAT.1d/", "edge/FLAT.1d.csv", "adx.14 atr.14 bbands.20-2 cci.20 ema.20 mfi.14 rsi.14 sma.20 stoch.14-3-3 willr.14"),
        ("edge-UP.1d/", "edge/UP.1d.csv", "adx.14 atr.14 bbands.20-2 cci.20 ema.20 mfi.14 rsi.14 sma.20 stoch.14-3-3 willr.14"),
    ];

    private static readonly (string Folder, string Bars, string Stems)[] OnlyStockIndicators =
    [
        ("", "skender/SPY.1d.csv", "supertrend.10-3 vwap"),
        ("BTCUSDT.1d/", "crypto/BTCUSDT.1d.csv", "supertrend.10-3"),
        ("QQQ.adj.1d/", "us/QQQ.adj.1d.csv", "supertrend.10-3"),
        ("SPY.1m/", "skender/SPY.1m.csv", "supertrend.10-3 vwap_session"),
    ];

    public static IReadOnlyList<GoldenFile> All { get; } =
    [
        .. Both.SelectMany(group => group.Stems.Split(' ').SelectMany(stem => new[] { File(group, stem, "talib"), File(group, stem, "skender") })),
        .. OnlyStockIndicators.SelectMany(group => group.Stems.Split(' ').Select(stem => File(group, stem, "skender"))),
    ];

    private static GoldenFile File((string Folder, string Bars, string Stems) group, string stem, string source)
    {
        var (name, numbers) = stem.Split('.', 2) is [var first, var rest] ? (first, rest) : (stem, "");
        double[] parameters = [.. numbers.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        var file = new GoldenFile($"{group.Folder}{stem}.{source}.csv", group.Bars, name == "vwap_session" ? "vwap" : name, parameters);
        return (source, group.Folder, name) switch
        {
            // Without movement RSI and MFI are 100 and %R is -100 as in Stock.Indicators; ADX and CCI are 0 as in TA-Lib.
            (_, "edge-FLAT.1d/", "rsi" or "mfi") => file with { Instead = 100 },
            (_, "edge-FLAT.1d/", "willr") => file with { Instead = -100 },
            (_, "edge-FLAT.1d/", "adx" or "cci") => file with { Instead = 0 },
            // TA-Lib writes k only where d is there too.
            ("talib", _, "stoch") => file with { OnlyWhereGiven = true },
            // TA-Lib seeds the fast average one with the slow; (25/27)^400 of the difference is left.
            ("talib", _, "macd") => file with { From = 400 },
            // TA-Lib seeds its sums with one value less; (13/14)^400 of the difference is left.
            ("talib", not "edge-UP.1d/", "adx") => file with { From = 400 },
            // TA-Lib starts at the first volume.
            ("talib", _, "obv") => file with { LessTheFirst = true },
            // Stock.Indicators leaves out the newest bar.
            ("skender", _, "donchian") => file with { Parameters = [.. parameters, 1] },
            // Stock.Indicators begins upwards, writes nothing before the first reversal, and leaves the stop of a reversal where it is.
            ("skender", _, "sar") => file with { From = 40, ExceptWhere = "is_reversal" },
            _ => file,
        };
    }
}
