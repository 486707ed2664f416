using Trading.Quant.Indicators;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Indicators;

public sealed class IndicatorTests
{
    public static TheoryData<string> Names() => [.. IndicatorCatalog.Default.All.Select(indicator => indicator.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Columns_and_bar_by_bar_agree_to_the_last_bit(string name)
    {
        var indicator = IndicatorCatalog.Default.Find(name)!;
        var closes = SyntheticBars.Minutes(3_000).Close.ToArray();
        closes[0] = double.NaN;   // as at the start of an indicator of an indicator
        closes[700] = double.NaN;

        foreach (var length in new[] { 1, 2, 14, 200 })
        {
            var column = new double[closes.Length];
            indicator.Compute([closes], [length], column);
            var state = indicator.Start([length]);

            Assert.Equal(
                Array.ConvertAll(column, BitConverter.DoubleToInt64Bits),
                Array.ConvertAll(closes, close => BitConverter.DoubleToInt64Bits(state.Next([close]))));
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
        var result = new double[values.Length];

        Sma.Compute(values, 30, result);

        for (var i = values.Length - 1000; i < values.Length; i++)
        {
            var cents = Enumerable.Range(i - 29, 30).Sum(at => (long)Math.Round(values[at] * 100));
            Assert.InRange(result[i], (cents / 3000.0) - 1e-12, (cents / 3000.0) + 1e-12);
        }
    }

    [Fact]
    public void A_missing_value_restarts_the_warm_up()
    {
        var result = new double[6];

        Sma.Compute([1, 3, double.NaN, 5, 7, 9], 2, result);

        Assert.Equal([double.NaN, 2, double.NaN, double.NaN, 6, 8], result);
    }

    [Fact]
    public void A_result_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => Ema.Compute([1, 2, 3], 2, new double[2]));
}
