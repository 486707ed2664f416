namespace Trading.Quant.Indicators;

/// <summary>Exponential moving average with weight 2 / (length + 1), seeded with the mean of the first <c>length</c> values; NaN before that.</summary>
internal static class Ema
{
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

    /// <summary>The average at some bar.</summary>
    internal sealed class State(int length) : IndicatorState
    {
        private Kernel kernel = new(length);

        public override void Next(in IndicatorFrame frame)
        {
            var values = frame.Input(0);
            var result = frame.Output(0);
            for (var i = 0; i < values.Length; i++)
                result[i] = kernel.Next(values[i]);
        }
    }
}
