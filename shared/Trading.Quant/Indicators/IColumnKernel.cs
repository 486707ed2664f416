namespace Trading.Quant.Indicators;

/// <summary>A formula that makes one column of one column.</summary>
internal interface IColumnKernel
{
    /// <summary>Takes in the next numbers and writes a value for each: NaN during warm-up and for NaN at the start, which only delays it.</summary>
    /// <param name="values">Numbers, finite after the last NaN; at most as many as a frame holds bars.</param>
    /// <param name="results">Receives the values; may be the same column.</param>
    /// <param name="memory">The kernel's memory.</param>
    void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory);
}

/// <summary>An indicator of one column with one output.</summary>
internal struct PerColumn<TKernel>(TKernel kernel) : IIndicatorKernel
    where TKernel : unmanaged, IColumnKernel
{
    private TKernel kernel = kernel;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var current = kernel;
        current.Run(frame.Input(0), frame.Output(0), memory);
        kernel = current;
    }
}
