namespace Trading.Quant.Indicators.Kernels;

/// <summary>Middle between the highest and the lowest of the last values.</summary>
internal struct MidPoint(int length, KernelMemory memory) : IColumnKernel
{
    private PriceRange range = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory) => range.Middle(values, values, results, memory);
}

/// <summary>Middle between the highest high and the lowest low.</summary>
internal struct MidPrice(int length, KernelMemory memory) : IIndicatorKernel
{
    private PriceRange range = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory) => range.Middle(frame.Input(0), frame.Input(1), frame.Output(0), memory);
}

/// <summary>(open + high + low + close) / 4.</summary>
internal struct AveragePrice : IQuadKernel
{
    public double Next(double first, double second, double third, double fourth, Span<double> memory) => (first + second + third + fourth) / 4;
}

/// <summary>(high + low) / 2.</summary>
internal struct MedianPrice : IPairKernel
{
    public double Next(double first, double second, Span<double> memory) => (first + second) / 2;
}

/// <summary>(high + low + close) / 3.</summary>
internal struct TypicalPrice : ITripleKernel
{
    public double Next(double first, double second, double third, Span<double> memory) => (first + second + third) / 3;
}

/// <summary>(high + low + 2 close) / 4.</summary>
internal struct WeightedClose : ITripleKernel
{
    public double Next(double first, double second, double third, Span<double> memory) => (first + second + (2 * third)) / 4;
}
