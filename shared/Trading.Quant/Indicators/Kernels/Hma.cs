namespace Trading.Quant.Indicators.Kernels;

/// <summary>Hull moving average: twice the weighted average of half the length less that of the whole, smoothed over the root of the length.</summary>
internal struct Hma(int length, KernelMemory memory) : IColumnKernel
{
    private Wma half = new(length / 2, memory);
    private Wma whole = new(length, memory);
    private Wma smooth = new(Smoothing(length), memory);

    /// <summary>Length of the last smoothing: the root, rounded down.</summary>
    public static int Smoothing(int length) => (int)Math.Sqrt(length);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> slow = stackalloc double[values.Length];
        whole.Run(values, slow, memory);
        half.Run(values, results, memory);
        for (var i = 0; i < slow.Length; i++)
            results[i] = (2 * results[i]) - slow[i];
        smooth.Run(results, results, memory);
    }
}
