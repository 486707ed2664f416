namespace Trading.Quant.Indicators.Kernels;

/// <summary>Exponential moving average with a given weight of the newest value, seeded with the mean of the first <c>length</c> values; NaN before that.</summary>
internal struct Ema : IColumnKernel
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

    public void Run(ReadOnlySpan<double> values, Span<double> results)
    {
        Columns.SkipMissing(ref values, ref results);
        var current = this;   // a local is kept in registers
        for (var i = 0; i < values.Length && i < results.Length; i++)
            results[i] = current.Next(values[i]);
        this = current;
    }

    void IColumnKernel.Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory) => Run(values, results);
}
