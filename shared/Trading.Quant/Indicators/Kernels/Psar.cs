namespace Trading.Quant.Indicators.Kernels;

/// <summary>
/// Wilder's parabolic stop: it moves towards the extreme of the trend by a share that grows with each new extreme, never into the last two
/// bars; when a bar touches it the trend turns and the stop becomes the old extreme. The first trend is that of the first bar's larger
/// directional movement, up when there is none.
/// </summary>
internal struct Psar(double step, double maximum) : IIndicatorKernel
{
    private readonly double step = step;
    private readonly double maximum = maximum;
    private int seen;
    private bool isUp;
    private double stop;
    private double extreme;
    private double share;
    private double high;
    private double low;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var highs = frame.Input(0);
        var lows = frame.Input(1);
        var results = frame.Output(0);
        var current = this;
        for (var i = 0; i < results.Length; i++)
            results[i] = current.Next(highs[i], lows[i]);
        this = current;
    }

    private double Next(double newHigh, double newLow)
    {
        if (seen < 2 && ++seen == 1)
        {
            (high, low) = (newHigh, newLow);
            return double.NaN;
        }

        if (seen == 2)
        {
            seen++;
            isUp = !(low - newLow > Math.Max(newHigh - high, 0));
            (stop, extreme) = isUp ? (low, newHigh) : (high, newLow);
            share = step;
            (high, low) = (newHigh, newLow);
        }

        var result = isUp ? Rising(newHigh, newLow) : Falling(newHigh, newLow);
        (high, low) = (newHigh, newLow);
        return result;
    }

    private double Rising(double newHigh, double newLow)
    {
        if (newLow <= stop)
        {
            isUp = false;
            var result = Math.Max(extreme, Math.Max(high, newHigh));
            share = step;
            extreme = newLow;
            stop = Math.Max(Moved(result), Math.Max(high, newHigh));
            return result;
        }

        var value = stop;
        Extend(newHigh > extreme, newHigh);
        stop = Math.Min(Moved(stop), Math.Min(low, newLow));
        return value;
    }

    private double Falling(double newHigh, double newLow)
    {
        if (newHigh >= stop)
        {
            isUp = true;
            var result = Math.Min(extreme, Math.Min(low, newLow));
            share = step;
            extreme = newHigh;
            stop = Math.Min(Moved(result), Math.Min(low, newLow));
            return result;
        }

        var value = stop;
        Extend(newLow < extreme, newLow);
        stop = Math.Max(Moved(stop), Math.Max(high, newHigh));
        return value;
    }

    private readonly double Moved(double from) => from + (share * (extreme - from));

    private void Extend(bool isBeyond, double price)
    {
        if (!isBeyond)
            return;
        extreme = price;
        share = Math.Min(share + step, maximum);
    }
}
