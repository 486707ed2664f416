using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Tests.Indicators;

/// <summary>An indicator fed with columns, cut into frames.</summary>
internal static class IndicatorRun
{
    /// <summary>Columns that an indicator reads of a series.</summary>
    public static double[][] Inputs(IndicatorDefinition indicator, BarSeries bars) =>
        [.. indicator.Inputs.Select(field => bars.Column(field).ToArray())];

    /// <summary>What a state writes for columns cut into frames of lengths that are asked for one by one.</summary>
    public static double[][] Feed(IndicatorState state, int outputs, ReadOnlySpan<long> times, double[][] inputs, Func<int> frame)
    {
        var results = Enumerable.Range(0, outputs).Select(_ => new double[inputs[0].Length]).ToArray();
        for (var start = 0; start < times.Length;)
        {
            var count = Math.Min(frame(), times.Length - start);
            Next(state, times, inputs, results, start, count);
            start += count;
        }

        return results;
    }

    /// <summary>Feeds some of the bars.</summary>
    public static void Next(IndicatorState state, ReadOnlySpan<long> times, double[][] inputs, double[][] results, int start, int count) =>
        state.Next(new IndicatorFrame(
            times.Slice(start, count),
            Array.ConvertAll(inputs, input => (ReadOnlyMemory<double>)input.AsMemory(start, count)),
            Array.ConvertAll(results, result => result.AsMemory(start, count))));

    /// <summary>Fails unless both are the same bits, any NaN counting as any other.</summary>
    public static void AssertSame(double[][] expected, double[][] actual, string where)
    {
        for (var output = 0; output < expected.Length; output++)
        {
            for (var i = 0; i < expected[output].Length; i++)
            {
                var (one, other) = (expected[output][i], actual[output][i]);
                if (BitConverter.DoubleToInt64Bits(one) != BitConverter.DoubleToInt64Bits(other) && !(double.IsNaN(one) && double.IsNaN(other)))
                    Assert.Fail($"{where}, output {output}, bar {i}: expected {one:R}, got {other:R}");
            }
        }
    }
}
