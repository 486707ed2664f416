namespace Trading.Quant.Indicators.Kernels;

/// <summary>The least-squares line through the last <c>length</c> values, at the newest of them: three times the weighted less twice the plain average.</summary>
internal struct RegressionLine(int length, KernelMemory memory) : IColumnKernel
{
    private Wma weighted = new(length, memory);
    private Sma plain = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> means = stackalloc double[values.Length];
        plain.Run(values, means, memory);
        weighted.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = (3 * results[i]) - (2 * means[i]);
    }
}

/// <summary>The least-squares line with its ends, angle, next value and how much of the variance it explains.</summary>
internal struct Regression(int length, KernelMemory memory) : IIndicatorKernel
{
    private readonly int length = length;
    private Wma weighted = new(length, memory);
    private Moments moments = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        Span<double> weights = stackalloc double[frame.Count];
        Span<double> means = stackalloc double[frame.Count];
        Span<double> variances = stackalloc double[frame.Count];
        weighted.Run(frame.Input(0), weights, memory);
        moments.Run(frame.Input(0), means, variances, memory);
        var ends = frame.Output(0);
        var intercepts = frame.Output(1);
        var angles = frame.Output(2);
        var forecasts = frame.Output(3);
        var explained = frame.Output(4);
        var varianceOfPlaces = ((length * (double)length) - 1) / 12;
        for (var i = 0; i < means.Length; i++)
        {
            var apart = weights[i] - means[i];
            var slope = 6 * apart / (length - 1);
            var end = means[i] + (3 * apart);
            ends[i] = end;
            intercepts[i] = means[i] - (3 * apart);
            angles[i] = Math.Atan(slope) * (180 / Math.PI);
            forecasts[i] = end + slope;
            explained[i] = Math.Min((slope * slope * varianceOfPlaces).Over(variances[i]), 1);
        }
    }
}

/// <summary>Value less the least-squares line at its end, in percent of the value.</summary>
internal struct ForecastOscillator(int length, KernelMemory memory) : IColumnKernel
{
    private RegressionLine line = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        line.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = 100 * (values[i] - results[i]).Over(values[i]);
    }
}

/// <summary>Ehlers' centre of gravity: minus the mean age of the values, the newest counted as 1, weighed by the values.</summary>
internal struct CentreOfGravity(int length, KernelMemory memory) : IColumnKernel
{
    private readonly int length = length;
    private Wma weighted = new(length, memory);
    private Sma plain = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> means = stackalloc double[values.Length];
        plain.Run(values, means, memory);
        weighted.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = (length + 1) * (results[i].Over(2 * means[i], ifZero: 0.5) - 1);
    }
}
