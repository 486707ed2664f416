using Trading.Quant.Indicators;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Expected values: TA-Lib and Stock.Indicators.</summary>
public sealed class GoldenIndicatorTests
{
    private static readonly (string Folder, string Bars, (string Name, int Length)[] Indicators)[] Files =
    [
        ("", "skender/SPY.1d.csv", [("sma", 20), ("sma", 200), ("ema", 20), ("ema", 50), ("rsi", 14)]),
        ("BTCUSDT.1d/", "crypto/BTCUSDT.1d.csv", [("ema", 20), ("rsi", 14)]),
        ("035720.1d/", "kr/035720.1d.csv", [("sma", 20), ("ema", 20), ("rsi", 14)]),
        ("QQQ.adj.1d/", "us/QQQ.adj.1d.csv", [("sma", 50), ("sma", 200), ("ema", 20), ("rsi", 14)]),
        ("IBM.adj.1d/", "us/IBM.adj.1d.csv", [("ema", 200), ("rsi", 14)]),
        ("SPY.1m/", "skender/SPY.1m.csv", [("ema", 9), ("rsi", 14)]),
        ("edge-UP.1d/", "edge/UP.1d.csv", [("sma", 20), ("ema", 20), ("rsi", 14)]),
    ];

    public static TheoryData<string, int, string, string> Cases()
    {
        var cases = new TheoryData<string, int, string, string>();
        foreach (var (folder, bars, indicators) in Files)
        {
            foreach (var (name, length) in indicators)
                cases.Add(name, length, folder, bars);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Reference", "beside")]
    public void Columns_equal_both_references(string name, int length, string folder, string bars)
    {
        var series = Reference.Bars($"data/{bars}");

        var values = IndicatorCatalog.Default.Find(name)!.Over(series, length)[0];

        foreach (var source in new[] { "talib", "skender" })
        {
            var file = $"golden/{folder}{name}.{length}.{source}.csv";
            var expected = Reference.Golden(file);
            Assert.Equal(expected.Length, values.Length);
            for (var i = 0; i < values.Length; i++)
                AssertNear(expected[i], values[i], $"{file} row {i}");
        }
    }

    [Fact]
    [Trait("Reference", "beside")]
    public void Rsi_of_prices_that_never_move_is_100_and_never_undefined_after_warm_up()
    {
        var series = Reference.Bars("data/edge/FLAT.1d.csv");

        var values = IndicatorCatalog.Default.Find("rsi")!.Over(series, 14)[0];

        var expected = Reference.Golden("golden/edge-FLAT.1d/rsi.14.skender.csv");
        for (var i = 15; i < values.Length; i++)
            Assert.Equal(expected[i], values[i]);
        Assert.All(values[..14], value => Assert.True(double.IsNaN(value)));
        Assert.Equal(100, values[14]);
    }

    private static void AssertNear(double expected, double actual, string where)
    {
        if (double.IsNaN(expected))
            Assert.True(double.IsNaN(actual), $"{where}: expected no value, got {actual:R}");
        else
            Assert.True(Math.Abs(actual - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{where}: expected {expected:R}, got {actual:R}");
    }
}
