namespace Trading.Quant.Indicators.Kernels;

/// <summary>Exponential moving average with a given weight of the newest value, seeded with the mean of the first <c>length</c> values; NaN before that.</summary>
internal struct Ema : IValueKernel
{
    private readonly int length;
    private readonly double weight;
    private int seen;
    private double average;

    /// <summary>The common one, of weight 2 / (length + 1).</summary>
    public Ema(int length)
        : this(length, 2.0 / (length + 1))
    {
    }

    private Ema(int length, double weight)
    {
        this.length = length;
        this.weight = weight;
    }

    /// <summary>Wilder's, of weight 1 / length.</summary>
    public static Ema Wilder(int length) => new(length, 1.0 / length);

    public double Next(double value)
    {
        if (seen == length)
            return average = Math.FusedMultiplyAdd(average, 1 - weight, weight * value);

        average += value;   // the sum, until there are enough
        return ++seen == length ? average /= length : double.NaN;
    }

    double IValueKernel.Next(double value, Span<double> memory) => Next(value);
}
