namespace Trading.Quant.Indicators.Kernels;

/// <summary>Triple exponential moving average: three times the average, less three times its average, plus the average of that.</summary>
internal struct Tema(int length) : IColumnKernel
{
    private Ema once = new(length);
    private Ema twice = new(length);
    private Ema thrice = new(length);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> second = stackalloc double[values.Length];
        Span<double> third = stackalloc double[values.Length];
        once.Run(values, results);
        twice.Run(results, second);
        thrice.Run(second, third);
        for (var i = 0; i < third.Length; i++)
            results[i] = (3 * (results[i] - second[i])) + third[i];
    }
}
