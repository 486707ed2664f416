namespace Trading.Quant.Indicators;

/// <summary>Simple moving average: the mean of the last <c>length</c> values, NaN before there are as many.</summary>
internal static class Sma
{
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

    /// <summary>The average and the values it still covers.</summary>
    internal sealed class State(int length) : IndicatorState
    {
        private readonly double[] window = new double[length];
        private Kernel kernel = new(length);
        private int at;

        public override void Next(in IndicatorFrame frame)
        {
            var values = frame.Input(0);
            var result = frame.Output(0);
            for (var i = 0; i < values.Length; i++)
            {
                result[i] = kernel.Next(values[i], window[at]);
                window[at] = values[i];
                at = at + 1 == length ? 0 : at + 1;
            }
        }
    }
}
