namespace Trading.Quant.Indicators.Kernels;

/// <summary>
/// Kaufman's adaptive moving average: fast while the price goes one way, slow while it goes to and fro. Seeded with the value before the
/// first that has <c>length</c> changes behind it.
/// </summary>
internal struct Kama(int length, int fast, int slow, KernelMemory memory) : IColumnKernel
{
    private readonly double slowest = 2.0 / (slow + 1);
    private readonly double span = (2.0 / (fast + 1)) - (2.0 / (slow + 1));
    private Lag past = new(length, memory);
    private Window<Sum> path = new(length, memory);
    private double previous = double.NaN;
    private double average = double.NaN;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> old = stackalloc double[values.Length];
        Span<double> walked = stackalloc double[values.Length];
        past.Run(values, old, memory);
        var before = previous;
        for (var i = 0; i < values.Length; i++)
        {
            walked[i] = Math.Abs(values[i] - before);
            before = values[i];
        }

        previous = before;
        path.Run(walked, walked, memory);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (double.IsNaN(old[i]))
            {
                average = value;
            }
            else
            {
                var way = Math.Abs(value - old[i]);
                var weight = ((walked[i] > way ? way / walked[i] : 1) * span) + slowest;
                average += weight * weight * (value - average);
            }

            results[i] = double.IsNaN(old[i]) ? double.NaN : average;
        }
    }
}
