namespace Trading.Quant.Indicators.Kernels;

/// <summary>Ulcer index: root mean square of the percentages that closes lie below the highest of the window.</summary>
internal struct Ulcer(int length, KernelMemory memory) : IColumnKernel
{
    private Window<Larger> highest = new(length, memory);
    private Sma squares = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        highest.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
        {
            var fall = 100 * (values[i] - results[i]).Over(results[i]);
            results[i] = fall * fall;
        }

        squares.Run(results, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = Math.Sqrt(results[i]);
    }
}

/// <summary>What is known of the band of some deviations around the mean.</summary>
internal enum BandFigure
{
    /// <summary>Where the value lies: 0 at the lower line, 1 at the upper.</summary>
    Position,

    /// <summary>Width in percent of the mean.</summary>
    Width,
}

/// <summary>Figures of Bollinger bands.</summary>
internal struct BandFigures(BandFigure figure, int length, double deviations, KernelMemory memory) : IColumnKernel
{
    private readonly BandFigure figure = figure;
    private readonly double deviations = deviations;
    private Moments moments = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> means = stackalloc double[values.Length];
        moments.Run(values, means, results, memory);
        for (var i = 0; i < results.Length; i++)
        {
            var reach = deviations * Math.Sqrt(results[i]);
            results[i] = figure == BandFigure.Position
                ? (values[i] - (means[i] - reach)).Over(2 * reach, ifZero: 0.5)
                : 100 * (2 * reach).Over(means[i]);
        }
    }
}

/// <summary>Mean square of the distances from the mean.</summary>
internal struct Variance(int length, KernelMemory memory) : IColumnKernel
{
    private Moments moments = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> means = stackalloc double[values.Length];
        moments.Run(values, means, results, memory);
    }
}

/// <summary>How a bar's range becomes a variance.</summary>
internal enum RangeEstimator
{
    /// <summary>Of high and low alone.</summary>
    Parkinson,

    /// <summary>Of all four prices, without a gap before the open.</summary>
    GarmanKlass,

    /// <summary>Of all four prices, whatever the drift.</summary>
    RogersSatchell,
}

/// <summary>Annual volatility in percent from the ranges of bars; a bar with a price of zero or less is passed over.</summary>
internal struct RangeVolatility(RangeEstimator estimator, int length, double periodsPerYear, KernelMemory memory) : IQuadKernel
{
    private readonly RangeEstimator estimator = estimator;
    private readonly double scale = periodsPerYear / length;
    private Window<Sum> variances = new(length, memory);

    public double Next(double first, double second, double third, double fourth, Span<double> memory)
    {
        if (first <= 0 || second <= 0 || third <= 0 || fourth <= 0)
            return double.NaN;
        var high = Math.Log(second / first);
        var low = Math.Log(third / first);
        var close = Math.Log(fourth / first);
        var variance = estimator switch
        {
            RangeEstimator.Parkinson => (high - low) * (high - low) / (4 * Math.Log(2)),
            RangeEstimator.GarmanKlass => (0.5 * (high - low) * (high - low)) - (((2 * Math.Log(2)) - 1) * close * close),
            _ => (high * (high - close)) + (low * (low - close)),
        };
        return 100 * Math.Sqrt(Math.Max(variances.Next(variance, memory), 0) * scale);
    }
}

/// <summary>Annual volatility in percent from the logarithms of changes; a value of zero or less is passed over.</summary>
internal struct HistoricalVolatility(int length, double periodsPerYear, KernelMemory memory) : IColumnKernel
{
    private readonly double scale = 100 * Math.Sqrt(periodsPerYear * length / (length - 1.0));
    private Moments moments = new(length, memory);
    private double previous = double.NaN;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        var mean = 0.0;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = double.NaN;
            if (values[i] <= 0)
                continue;
            var change = Math.Log(values[i] / previous);
            previous = values[i];
            moments.Run(new ReadOnlySpan<double>(in change), new Span<double>(ref mean), results.Slice(i, 1), memory);
            results[i] = scale * Math.Sqrt(results[i]);
        }
    }
}

/// <summary>Relative volatility: deviation while rising as a share of deviation, both smoothed, 0 to 100; 50 where nothing varies.</summary>
internal struct RelativeVolatility(int deviation, int length, KernelMemory memory) : IColumnKernel
{
    private StdDev deviation = new(deviation, sample: false, memory);
    private Ema rising = new(length);
    private Ema falling = new(length);
    private double previous = double.NaN;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> size = stackalloc double[values.Length];
        deviation.Run(values, size, memory);
        Chained.Changes(values, results, ref previous);
        for (var i = 0; i < results.Length; i++)
        {
            var isKnown = !double.IsNaN(size[i]) && !double.IsNaN(results[i]);
            var up = rising.After(isKnown ? results[i] > 0 ? size[i] : 0 : double.NaN);
            var down = falling.After(isKnown ? results[i] < 0 ? size[i] : 0 : double.NaN);
            results[i] = 100 * up.Over(up + down, ifZero: 0.5);
        }
    }
}

/// <summary>Inertia: the least-squares line through relative volatility, at its end.</summary>
internal struct Inertia(int deviation, int length, int line, KernelMemory memory) : IColumnKernel
{
    private RelativeVolatility volatility = new(deviation, length, memory);
    private RegressionLine line = new(line, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        volatility.Run(values, results, memory);
        line.Run(results, results, memory);
    }
}

/// <summary>Squeeze: whether Bollinger bands lie within Keltner channels, and the momentum that builds up meanwhile.</summary>
internal struct Squeeze(int length, double deviations, double ranges, KernelMemory memory) : IIndicatorKernel
{
    private readonly double deviations = deviations;
    private readonly double ranges = ranges;
    private readonly double share = 1.0 / length;
    private Moments moments = new(length, memory);
    private Window<Sum> moved = new(length, memory);
    private Window<Larger> highest = new(length, memory);
    private Window<Smaller> lowest = new(length, memory);
    private RegressionLine line = new(length, memory);
    private double previous = double.NaN;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        var close = frame.Input(2);
        var squeezed = frame.Output(0);
        Span<double> means = stackalloc double[frame.Count];
        Span<double> variances = stackalloc double[frame.Count];
        moments.Run(close, means, variances, memory);
        for (var i = 0; i < means.Length; i++)
        {
            var range = moved.Next(Math.Max(high[i], previous) - Math.Min(low[i], previous), memory) * share;
            previous = close[i];
            squeezed[i] = double.IsNaN(range) ? double.NaN : deviations * Math.Sqrt(variances[i]) < ranges * range ? 1 : 0;
            var middle = (highest.Next(high[i], memory) + lowest.Next(low[i], memory)) / 2;
            means[i] = close[i] - ((middle + means[i]) / 2);
        }

        line.Run(means, frame.Output(1), memory);
    }
}
