using System.Globalization;
using System.Runtime.CompilerServices;
using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Expected values: TA-Lib, see <c>TaLib/README.md</c>.</summary>
public sealed class TaLibIndicatorTests
{
    private static readonly string[][] Rows = [.. File.ReadLines(Path.Combine(Here(), "TaLib/values.csv")).Select(line => line.Split(','))];

    public static TheoryData<string> Columns() => [.. Rows[0][5..]];

    [Theory]
    [MemberData(nameof(Columns))]
    public void Values_equal_TA_Lib(string column)
    {
        var bars = BarSeries.FromColumns([.. Enumerable.Range(1, Rows.Length - 1).Select(day => day * TimeSpan.TicksPerDay)], Read(0), Read(1), Read(2), Read(3), Read(4));
        var expected = Read(Array.IndexOf(Rows[0], column));
        var (call, output) = column.Split(").") is [var before, var after] ? (before, after) : (column.TrimEnd(')'), null);
        var (name, numbers) = call.Split('(') is [var first, var rest] ? (first, rest.Split(';').Select(Number).ToArray()) : (call, []);
        var indicator = IndicatorCatalog.Default.Find(name)!;

        var values = indicator.Over(bars, numbers)[output is null ? 0 : indicator.Outputs.Index().First(known => known.Item.Name == output).Index];

        // TA-Lib starts some averages otherwise, until the start no longer counts.
        var from = name switch { "chaikin" => 200, "apo" or "ppo" => 250, _ => 0 };
        var tolerance = name switch { "apo" or "ppo" => 1e-6, _ => 2e-10 };
        for (var i = from; i < values.Length; i++)
        {
            if (double.IsNaN(expected[i]))
                Assert.True(double.IsNaN(values[i]), $"{column}, bar {i}: expected no value, got {values[i]:R}");
            else
                Assert.True(Math.Abs(expected[i] - values[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"{column}, bar {i}: expected {expected[i]:R}, got {values[i]:R}");
        }
    }

    private static double[] Read(int column) => [.. Rows.Skip(1).Select(row => row[column].Length == 0 ? double.NaN : Number(row[column]))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
