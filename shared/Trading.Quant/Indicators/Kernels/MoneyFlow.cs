namespace Trading.Quant.Indicators.Kernels;

/// <summary>Where a bar closed within its range, -1 at its low to 1 at its high, times what was traded; 0 where it has no range.</summary>
internal static class MoneyFlow
{
    public static double Of(double high, double low, double close, double volume) =>
        (close - low - (high - close)).Over(high - low) * volume;
}

/// <summary>Accumulation/distribution line: money flow summed from the first bar on.</summary>
internal struct AccumulationDistribution : IQuadKernel
{
    private RunningSum sum;

    public double Next(double first, double second, double third, double fourth, Span<double> memory) =>
        sum.Add(MoneyFlow.Of(first, second, third, fourth));
}

/// <summary>Chaikin oscillator: fast less slow average of the accumulation/distribution line.</summary>
internal struct ChaikinOscillator(int fast, int slow) : IQuadKernel
{
    private AccumulationDistribution line;
    private Ema fast = new(fast);
    private Ema slow = new(slow);

    public double Next(double first, double second, double third, double fourth, Span<double> memory)
    {
        var value = line.Next(first, second, third, fourth, memory);
        return fast.Next(value) - slow.Next(value);
    }
}

/// <summary>Chaikin money flow: money flow as a share of what was traded.</summary>
internal struct ChaikinMoneyFlow(int length, KernelMemory memory) : IQuadKernel
{
    private Window<Sum> flows = new(length, memory);
    private Window<Sum> volumes = new(length, memory);

    public double Next(double first, double second, double third, double fourth, Span<double> memory)
    {
        var flow = flows.Next(MoneyFlow.Of(first, second, third, fourth), memory);
        return flow.Over(volumes.Next(fourth, memory));
    }
}
