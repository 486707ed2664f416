using System.Runtime.InteropServices;
using Trading.Quant.Indicators.Kernels;

namespace Trading.Quant.Indicators.Candles;

/// <summary>Turns bars into candles and asks a pattern's rule at each: 100 bullish, -100 bearish, 0 neither.</summary>
internal struct CandleKernel(CandlePattern pattern, double penetration, KernelMemory memory) : IIndicatorKernel
{
    private const int DoublesOfCandle = 8;

    // A kernel remembers plain numbers alone, so the pattern is known by one that no later version gives to another.
    private readonly ulong key = CandlePatterns.KeyOf(pattern.Name);
    private readonly double penetration = penetration;
    private readonly int warmup = pattern.Warmup;
    private readonly int ring = memory.Take(CandleWindow.Capacity * DoublesOfCandle);
    private Window<Sum> bodies = new(10, memory);
    private Window<Sum> shadows = new(10, memory);
    private Window<Sum> ranges = new(10, memory);
    private Window<Sum> recentRanges = new(5, memory);
    private double averageBody = double.NaN;
    private double averageShadows = double.NaN;
    private double averageRange = double.NaN;
    private double recentRange = double.NaN;
    private int newest;
    private int seen;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var rule = CandlePatterns.WithKey(key).Rule;
        var candles = MemoryMarshal.Cast<double, Candle>(memory.Slice(ring, CandleWindow.Capacity * DoublesOfCandle));
        var open = frame.Input(0);
        var high = frame.Input(1);
        var low = frame.Input(2);
        var close = frame.Input(3);
        var results = frame.Output(0);
        for (var i = 0; i < results.Length; i++)
        {
            newest = (newest + 1) % CandleWindow.Capacity;
            ref var candle = ref candles[newest];
            candle = new Candle(open[i], high[i], low[i], close[i], averageBody, averageShadows, averageRange, recentRange);
            results[i] = seen < warmup ? double.NaN : 100 * rule(new CandleWindow(candles, newest), penetration);
            seen = Math.Min(seen + 1, warmup);

            averageBody = bodies.Next(candle.Body, memory) / 10;
            averageShadows = shadows.Next(candle.UpperShadow + candle.LowerShadow, memory) / 10;
            averageRange = ranges.Next(candle.Range, memory) / 10;
            recentRange = recentRanges.Next(candle.Range, memory) / 5;
        }
    }
}
