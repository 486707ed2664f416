namespace Trading.Quant.Indicators;

/// <summary>Exponential moving average with weight 2 / (length + 1), seeded with the mean of the first <c>length</c> values; NaN before that.</summary>
public static class Ema
{
    /// <summary>The average at every value.</summary>
    /// <param name="values">Input, oldest first. A NaN restarts the warm-up after it.</param>
    /// <param name="length">Nominal length, 1 or more.</param>
    /// <param name="result">Receives one average a value.</param>
    /// <exception cref="ArgumentException"><paramref name="result"/> differs from <paramref name="values"/> in length.</exception>
    public static void Compute(ReadOnlySpan<double> values, int length, Span<double> result)
    {
        Spans.Require(values, length, result);
        var kernel = new Kernel(length);
        for (var i = 0; i < values.Length; i++)
            result[i] = kernel.Next(values[i]);
    }

    /// <summary>The one formula: used over columns, and value by value.</summary>
    internal struct Kernel(int length)
    {
        private readonly double weight = 2.0 / (length + 1);
        private WindowSum seed;
        private int seen;
        private double average;

        public double Next(double value)
        {
            if (double.IsNaN(value))
            {
                seed = default;
                seen = 0;
                return double.NaN;
            }

            if (seen == length)
                return average += weight * (value - average);

            seed.Add(value);
            seen++;
            return seen == length ? average = seed.Value / length : double.NaN;
        }
    }

    /// <summary>The average, value by value.</summary>
    internal sealed class State(int length) : IndicatorState
    {
        private Kernel kernel = new(length);

        public override double Next(ReadOnlySpan<double> inputs) => kernel.Next(inputs[0]);
    }
}
