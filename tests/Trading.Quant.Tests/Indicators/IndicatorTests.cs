using Trading.Quant.Indicators;

namespace Trading.Quant.Tests.Indicators;

public sealed class IndicatorTests
{
    [Fact]
    public void A_moving_average_does_not_drift_over_a_million_bars()
    {
        // Cents as whole numbers sum exactly; after a spike of 1e12 a plain running sum would be off for ever.
        var values = new double[1_000_000];
        for (var i = 0; i < values.Length; i++)
            values[i] = (10_000 + (i % 1000 * 7919 % 1000)) / 100.0;
        values[1000] = 1e12;

        var result = Values(Find("sma").Start([30]), values);

        for (var i = values.Length - 1000; i < values.Length; i++)
        {
            var cents = Enumerable.Range(i - 29, 30).Sum(at => (long)Math.Round(values[at] * 100));
            Assert.InRange(result[i], (cents / 3000.0) - 1e-12, (cents / 3000.0) + 1e-12);
        }
    }

    [Fact]
    public void A_missing_value_restarts_the_warm_up()
    {
        var result = Values(Find("sma").Start([2]), [1, 3, double.NaN, 5, 7, 9]);

        Assert.Equal([double.NaN, 2, double.NaN, double.NaN, 6, 8], result);
    }

    [Fact]
    public void Values_beyond_1e100_are_missing_so_that_nothing_overflows()
    {
        var result = Values(Find("sma").Start([2]), [1e100, 1e100, 1.1e100, -1e100, -1e100]);

        Assert.Equal([double.NaN, 1e100, double.NaN, double.NaN, -1e100], result);
    }

    [Fact]
    public void A_column_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new IndicatorFrame(new long[3], [new double[3]], [new double[2]]));

    [Fact]
    public void Numbers_left_out_take_their_defaults_and_more_than_there_are_are_refused()
    {
        Assert.Equal([14], Find("rsi").Complete());
        Assert.Throws<ArgumentException>(() => Find("rsi").Start(14, 3));
    }

    [Fact]
    public void A_state_of_other_parameters_is_refused_by_name()
    {
        var saved = Find("sma").Start(20).Save();

        var refusal = Assert.Throws<FormatException>(() => Find("sma").Start(21).Load(saved));

        Assert.Contains("sma(20), not of sma(21)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_indicators_of_one_name_make_no_catalogue() =>
        Assert.Throws<ArgumentException>(() => new IndicatorCatalog(Find("sma"), Find("sma")));

    private static IndicatorDefinition Find(string name) => IndicatorCatalog.Default.Find(name)!;

    private static double[] Values(IndicatorState state, double[] input) =>
        IndicatorRun.Feed(state, 1, new long[input.Length], [input], () => input.Length)[0];
}
