namespace Trading.Quant.Indicators;

/// <summary>Simple moving average: the mean of the last <c>length</c> values, NaN before there are as many.</summary>
public static class Sma
{
    /// <summary>The average at every value.</summary>
    /// <param name="values">Input, oldest first. A NaN restarts the warm-up after it.</param>
    /// <param name="length">Values averaged, 1 or more.</param>
    /// <param name="result">Receives one average a value.</param>
    /// <exception cref="ArgumentException"><paramref name="result"/> differs from <paramref name="values"/> in length.</exception>
    public static void Compute(ReadOnlySpan<double> values, int length, Span<double> result)
    {
        Spans.Require(values, length, result);
        var kernel = new Kernel(length);
        for (var i = 0; i < values.Length; i++)
            result[i] = kernel.Next(values[i], i >= length ? values[i - length] : 0);
    }

    /// <summary>The one formula: used over columns, and value by value.</summary>
    internal struct Kernel(int length)
    {
        private WindowSum sum;
        private int seen;

        /// <param name="entering">The newest value.</param>
        /// <param name="leaving">The value <c>length</c> before it; not looked at during warm-up.</param>
        public double Next(double entering, double leaving)
        {
            if (double.IsNaN(entering))
            {
                sum = default;
                seen = 0;
                return double.NaN;
            }

            if (seen == length)
            {
                sum.Replace(leaving, entering);
                return sum.Value / length;
            }

            sum.Add(entering);
            seen++;
            return seen == length ? sum.Value / length : double.NaN;
        }
    }

    /// <summary>The average, value by value.</summary>
    internal sealed class State(int length) : IndicatorState
    {
        private readonly double[] window = new double[length];
        private Kernel kernel = new(length);
        private int at;

        public override double Next(ReadOnlySpan<double> inputs)
        {
            var average = kernel.Next(inputs[0], window[at]);
            window[at] = inputs[0];
            at = at + 1 == length ? 0 : at + 1;
            return average;
        }
    }
}
