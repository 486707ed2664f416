namespace Trading.Quant.Indicators;

/// <summary>
/// Wilder's relative strength index, 0 to 100, from the second value on smoothed with weight 1 / length and seeded with the mean of the
/// first <c>length</c> changes; NaN before that. 100 where nothing fell, also when nothing moved at all.
/// </summary>
/// <remarks>Wilder (1978), New Concepts in Technical Trading Systems.</remarks>
internal static class Rsi
{
    /// <summary>The one formula: used over columns, and value by value.</summary>
    internal struct Kernel(int length)
    {
        private double previous = double.NaN;
        private int seen;
        private double gain;
        private double loss;

        public double Next(double value)
        {
            var change = value - previous;
            previous = value;
            if (double.IsNaN(change))
            {
                seen = 0;
                gain = loss = 0;
                return double.NaN;
            }

            var up = change > 0 ? change : 0;
            var down = change < 0 ? -change : 0;
            if (seen == length)
            {
                gain = ((gain * (length - 1)) + up) / length;
                loss = ((loss * (length - 1)) + down) / length;
            }
            else
            {
                gain += up;
                loss += down;
                if (++seen < length)
                    return double.NaN;
                gain /= length;
                loss /= length;
            }

            return loss > 0 ? 100 - (100 / (1 + (gain / loss))) : 100;
        }
    }

    /// <summary>The index at some bar.</summary>
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
