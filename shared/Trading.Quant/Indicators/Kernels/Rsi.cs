namespace Trading.Quant.Indicators.Kernels;

/// <summary>
/// Wilder's relative strength index, 0 to 100: rises and falls smoothed with weight 1 / length and seeded with the mean of the first
/// <c>length</c> changes; NaN before that. 100 where nothing fell, also when nothing moved at all.
/// </summary>
internal struct Rsi(int length) : IColumnKernel
{
    private Ema rises = Ema.Wilder(length);
    private Ema falls = Ema.Wilder(length);
    private double previous = double.NaN;

    public void Run(ReadOnlySpan<double> values, Span<double> results)
    {
        Span<double> fall = stackalloc double[values.Length];
        var before = previous;
        for (var i = 0; i < values.Length && i < results.Length && i < fall.Length; i++)
        {
            var value = values[i];
            var change = value - before;
            before = value;
            results[i] = Math.Max(change, 0);
            fall[i] = Math.Max(-change, 0);
        }

        previous = before;
        rises.Run(results, results);
        falls.Run(fall, fall);
        for (var i = 0; i < fall.Length && i < results.Length; i++)
            results[i] = fall[i] == 0 ? 100 : 100 * (results[i] / (results[i] + fall[i]));
    }

    void IColumnKernel.Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory) => Run(values, results);
}
