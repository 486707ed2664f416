namespace Trading.Quant.Indicators.Kernels;

/// <summary>Highest high and lowest low of the last <c>length</c> bars.</summary>
internal struct PriceRange(int length, KernelMemory memory)
{
    private Window<Larger> highest = new(length, memory);
    private Window<Smaller> lowest = new(length, memory);

    public void Run(ReadOnlySpan<double> high, ReadOnlySpan<double> low, Span<double> upper, Span<double> lower, Span<double> memory)
    {
        highest.Run(high, upper, memory);
        lowest.Run(low, lower, memory);
    }

    /// <summary>The middle between them.</summary>
    public void Middle(ReadOnlySpan<double> high, ReadOnlySpan<double> low, Span<double> results, Span<double> memory)
    {
        Span<double> lower = stackalloc double[results.Length];
        Run(high, low, results, lower, memory);
        for (var i = 0; i < lower.Length; i++)
            results[i] = (results[i] + lower[i]) / 2;
    }

    /// <summary>Where the close lies between them, 0 to 100; 0 where they are equal.</summary>
    public void Position(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, Span<double> results, Span<double> memory)
    {
        Span<double> upper = stackalloc double[results.Length];
        Span<double> lower = stackalloc double[results.Length];
        Run(high, low, upper, lower, memory);
        Columns.Position(close, lower, upper, results);
    }
}
