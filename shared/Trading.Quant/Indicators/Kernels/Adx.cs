namespace Trading.Quant.Indicators.Kernels;

/// <summary>
/// Wilder's directional movement: the shares of the true range that new highs (plus) and new lows (minus) make up, and the average of how
/// much these differ (adx). 0 where nothing moved.
/// </summary>
internal struct Adx(int length) : IIndicatorKernel
{
    private DirectionalMovement movement = new();
    private TrueRange range = new();
    private Ema plus = Ema.Wilder(length);
    private Ema minus = Ema.Wilder(length);
    private Ema ranges = Ema.Wilder(length);
    private Ema average = Ema.Wilder(length);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        Span<double> up = stackalloc double[frame.Count];
        Span<double> down = stackalloc double[frame.Count];
        Span<double> all = stackalloc double[frame.Count];
        movement.Run(high, low, up, down);
        range.Run(high, low, frame.Input(2), all);
        plus.Run(up, up);
        minus.Run(down, down);
        ranges.Run(all, all);
        var adx = frame.Output(0);
        var plusIndicator = frame.Output(1);
        var minusIndicator = frame.Output(2);
        for (var i = 0; i < up.Length; i++)
        {
            var share = all[i] == 0 ? 0 : 100 / all[i];
            plusIndicator[i] = share * up[i];
            minusIndicator[i] = share * down[i];
            var sum = up[i] + down[i];
            all[i] = sum == 0 ? 0 : 100 * (Math.Abs(up[i] - down[i]) / sum);
        }

        average.Run(all, adx);
    }
}
