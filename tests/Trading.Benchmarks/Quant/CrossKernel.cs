namespace Trading.Benchmarks.Quant;

/// <summary>
/// The yardstick: the cross of two averages written by hand in one pass, with nothing of the product in it. Compensated sums, fill at the
/// next open, equity per bar, drawdown, Sharpe ratio by Welford's sums.
/// </summary>
internal static class CrossKernel
{
    private const double Commission = 0.001;

    public static Outcome Run(ReadOnlySpan<double> open, ReadOnlySpan<double> close, int fast, int slow, Span<double> equity, double periodsPerYear)
    {
        var (cash, quantity, fees) = (1_000_000.0, 0.0, 0.0);
        var (last, peak, drawdown, mean, squares) = (cash, cash, 0.0, 0.0, 0.0);
        double fastSum = 0, fastError = 0, slowSum = 0, slowError = 0, before = double.NaN, cost = 0;
        int buys = 0, sells = 0, winners = 0, entries = 0, exits = 0, pending = 0;
        for (var t = 0; t < close.Length; t++)
        {
            if (pending > 0)
            {
                quantity = cash / (open[t] * (1 + Commission));
                var fee = quantity * open[t] * Commission;
                cost = (quantity * open[t]) + fee;
                cash -= cost;
                fees += fee;
                buys++;
            }
            else if (pending < 0)
            {
                var fee = quantity * open[t] * Commission;
                var proceeds = (quantity * open[t]) - fee;
                cash += proceeds;
                fees += fee;
                quantity = 0;
                sells++;
                if (proceeds > cost)
                    winners++;
            }

            pending = 0;
            Add(ref fastSum, ref fastError, t < fast ? close[t] : close[t] - close[t - fast]);
            Add(ref slowSum, ref slowError, t < slow ? close[t] : close[t] - close[t - slow]);
            if (t >= slow - 1)
            {
                var difference = (fastSum / fast) - (slowSum / slow);
                if (before <= 0 && difference > 0)
                {
                    entries++;
                    pending = quantity == 0 ? 1 : 0;
                }
                else if (before >= 0 && difference < 0)
                {
                    exits++;
                    pending = quantity > 0 ? -1 : 0;
                }

                before = difference;
            }

            var value = cash + (quantity * close[t]);
            equity[t] = value;
            var change = (value / last) - 1;
            last = value;
            peak = Math.Max(peak, value);
            drawdown = Math.Max(drawdown, 1 - (value / peak));
            var distance = change - mean;
            mean += distance / (t + 1);
            squares += distance * (change - mean);
        }

        return new Outcome(
            entries, exits, buys, sells, winners, last, drawdown, mean / Math.Sqrt(squares / (close.Length - 1)) * Math.Sqrt(periodsPerYear), fees);
    }

    private static void Add(ref double sum, ref double error, double value)
    {
        var corrected = value - error;
        var next = sum + corrected;
        error = (next - sum) - corrected;
        sum = next;
    }
}
