namespace Trading.Quant.Indicators.Kernels;

/// <summary>Williams' %R: how far the close is below the highest high, in percent of the range of the last bars, 0 to -100; -100 where there is no range.</summary>
internal struct WilliamsR(int length, KernelMemory memory) : IIndicatorKernel
{
    private PriceRange range = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var results = frame.Output(0);
        range.Position(frame.Input(0), frame.Input(1), frame.Input(2), results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] -= 100;
    }
}
