namespace Trading.Quant.Indicators;

/// <summary>A formula that makes one number of each number of one column.</summary>
internal interface IValueKernel
{
    /// <summary>Takes in the next number, which is finite.</summary>
    /// <returns>The indicator's value; NaN during warm-up.</returns>
    double Next(double value, Span<double> memory);
}

/// <summary>The loop over a frame of a formula that works number by number.</summary>
internal struct PerValue<TKernel>(TKernel kernel) : IIndicatorKernel
    where TKernel : unmanaged, IValueKernel
{
    private TKernel kernel = kernel;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var values = frame.Input(0);
        var results = frame.Output(0);
        var current = kernel;   // a local is kept in registers
        for (var i = 0; i < values.Length && i < results.Length; i++)
            results[i] = current.Next(values[i], memory);
        kernel = current;
    }
}
