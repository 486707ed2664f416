namespace Trading.Quant.Indicators.Kernels;

/// <summary>How levels are drawn from a day's high, low and close.</summary>
internal enum PivotKind
{
    /// <summary>Floor traders' levels.</summary>
    Classic,

    /// <summary>Fibonacci ratios of the range around the pivot.</summary>
    Fibonacci,

    /// <summary>Shares of the range around the close.</summary>
    Camarilla,
}

/// <summary>Levels of the UTC day before the bar's: pivot, resistances, supports.</summary>
internal struct Pivots(PivotKind kind) : IIndicatorKernel
{
    private readonly PivotKind kind = kind;
    private long day = -1;
    private double high;
    private double low;
    private double close;
    private bool isKnown;
    private double beforeHigh;
    private double beforeLow;
    private double beforeClose;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var highs = frame.Input(0);
        var lows = frame.Input(1);
        var closes = frame.Input(2);
        for (var i = 0; i < highs.Length; i++)
        {
            Take(frame.Times[i] / TimeSpan.TicksPerDay, highs[i], lows[i], closes[i]);
            for (var output = 0; output < frame.OutputCount; output++)
                frame.Output(output)[i] = isKnown ? Level(output) : double.NaN;
        }
    }

    private void Take(long barDay, double barHigh, double barLow, double barClose)
    {
        if (barDay == day)
        {
            high = Math.Max(high, barHigh);
            low = Math.Min(low, barLow);
        }
        else
        {
            isKnown = day >= 0;
            (beforeHigh, beforeLow, beforeClose) = (high, low, close);
            (day, high, low) = (barDay, barHigh, barLow);
        }

        close = barClose;
    }

    /// <summary>The pivot, then resistances from the lowest, then supports from the highest.</summary>
    private readonly double Level(int output)
    {
        var pivot = (beforeHigh + beforeLow + beforeClose) / 3;
        if (output == 0)
            return pivot;
        var range = beforeHigh - beforeLow;
        var (number, sign) = output <= 3 ? (output, 1) : (output - 3, -1);
        return (kind, number) switch
        {
            (PivotKind.Classic, 1) => (2 * pivot) - (sign > 0 ? beforeLow : beforeHigh),
            (PivotKind.Classic, 2) => pivot + (sign * range),
            (PivotKind.Classic, _) => sign > 0 ? beforeHigh + (2 * (pivot - beforeLow)) : beforeLow - (2 * (beforeHigh - pivot)),
            (PivotKind.Fibonacci, 1) => pivot + (sign * 0.382 * range),
            (PivotKind.Fibonacci, 2) => pivot + (sign * 0.618 * range),
            (PivotKind.Fibonacci, _) => pivot + (sign * range),
            (_, 1) => beforeClose + (sign * range * 1.1 / 12),
            (_, 2) => beforeClose + (sign * range * 1.1 / 6),
            (_, _) => beforeClose + (sign * range * 1.1 / 4),
        };
    }
}
