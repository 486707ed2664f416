namespace Trading.Quant.Indicators.Kernels;

/// <summary>Volume-weighted moving average: money over units of the last <c>length</c> bars; NaN before there are as many and where nothing was traded.</summary>
internal struct Vwma(int length, KernelMemory memory) : IIndicatorKernel
{
    private Window<Sum> money = new(length, memory);
    private Window<Sum> units = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var price = frame.Input(0);
        var volume = frame.Input(1);
        var results = frame.Output(0);
        Span<double> traded = stackalloc double[frame.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = price[i] * volume[i];
        money.Run(results, results, memory);
        units.Run(volume, traded, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = traded[i] > 0 ? results[i] / traded[i] : double.NaN;
    }
}
