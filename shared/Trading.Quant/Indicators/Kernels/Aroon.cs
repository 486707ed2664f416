namespace Trading.Quant.Indicators.Kernels;

/// <summary>How recent the highest high (up) and the lowest low (down) of this and the last <c>length</c> bars are, 100 for now; their difference (oscillator).</summary>
internal struct Aroon(int length, KernelMemory memory) : IIndicatorKernel
{
    private readonly int length = length;
    private ExtremeAge highest = new(length + 1, 1, memory);
    private ExtremeAge lowest = new(length + 1, -1, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        var up = frame.Output(0);
        var down = frame.Output(1);
        var oscillator = frame.Output(2);
        for (var i = 0; i < high.Length; i++)
        {
            var rise = 100 * (length - highest.Next(high[i], memory)) / length;
            var fall = 100 * (length - lowest.Next(low[i], memory)) / length;
            up[i] = rise;
            down[i] = fall;
            oscillator[i] = rise - fall;
        }
    }
}
