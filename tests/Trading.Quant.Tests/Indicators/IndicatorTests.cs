using Trading.Quant.Indicators;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Indicators;

public sealed class IndicatorTests
{
    public static TheoryData<string> Names() => [.. IndicatorCatalog.Default.All.Select(indicator => indicator.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whole_columns_and_frames_and_bar_by_bar_agree_to_the_last_bit(string name)
    {
        var indicator = IndicatorCatalog.Default.Find(name)!;
        var closes = SyntheticBars.Minutes(3_000).Close.ToArray();
        closes[0] = double.NaN;   // as at the start of an indicator of an indicator
        closes[700] = double.NaN;

        foreach (var length in new[] { 1, 2, 14, 200 })
        {
            var column = Values(indicator.Start([length]), closes, frame: closes.Length);

            foreach (var frame in new[] { 1, 7, 1024 })
                Assert.Equal(Array.ConvertAll(column, BitConverter.DoubleToInt64Bits), Array.ConvertAll(Values(indicator.Start([length]), closes, frame), BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void A_moving_average_does_not_drift_over_a_million_bars()
    {
        // Cents as whole numbers sum exactly; after a spike of 1e12 a plain running sum would be off for ever.
        var values = new double[1_000_000];
        for (var i = 0; i < values.Length; i++)
            values[i] = (10_000 + (i % 1000 * 7919 % 1000)) / 100.0;
        values[1000] = 1e12;

        var result = Values(IndicatorCatalog.Default.Find("sma")!.Start([30]), values, values.Length);

        for (var i = values.Length - 1000; i < values.Length; i++)
        {
            var cents = Enumerable.Range(i - 29, 30).Sum(at => (long)Math.Round(values[at] * 100));
            Assert.InRange(result[i], (cents / 3000.0) - 1e-12, (cents / 3000.0) + 1e-12);
        }
    }

    [Fact]
    public void A_missing_value_restarts_the_warm_up()
    {
        var result = Values(IndicatorCatalog.Default.Find("sma")!.Start([2]), [1, 3, double.NaN, 5, 7, 9], 6);

        Assert.Equal([double.NaN, 2, double.NaN, double.NaN, 6, 8], result);
    }

    [Fact]
    public void A_column_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new IndicatorFrame(new long[3], [new double[3]], [new double[2]]));

    private static double[] Values(IndicatorState state, double[] input, int frame)
    {
        var result = new double[input.Length];
        for (var start = 0; start < input.Length; start += frame)
        {
            var count = Math.Min(frame, input.Length - start);
            state.Next(new IndicatorFrame(new long[count], [input.AsMemory(start, count)], [result.AsMemory(start, count)]));
        }

        return result;
    }
}
