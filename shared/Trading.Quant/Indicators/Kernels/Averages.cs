namespace Trading.Quant.Indicators.Kernels;

/// <summary>Triangular average: the mean of means, so that the middle of the window weighs most.</summary>
internal struct Trima(int length, KernelMemory memory) : IColumnKernel
{
    private Sma inner = new((length + 1) / 2, memory);
    private Sma outer = new((length / 2) + 1, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        inner.Run(values, results, memory);
        outer.Run(results, results, memory);
    }
}

/// <summary>Exponential average of values to which their change over half the length is added, to take away its lag.</summary>
internal struct Zlema(int length, KernelMemory memory) : IColumnKernel
{
    private Lag past = new((length - 1) / 2, memory);
    private Ema average = new(length);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        past.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = (2 * values[i]) - results[i];
        average.Run(results, results);
    }
}

/// <summary>Tillson's T3: a generalised double exponential average taken three times.</summary>
internal struct T3(int length, double volume) : IColumnKernel
{
    private readonly double volume = volume;
    private Ema first = new(length);
    private Ema second = new(length);
    private Ema third = new(length);
    private Ema fourth = new(length);
    private Ema fifth = new(length);
    private Ema sixth = new(length);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        var square = volume * volume;
        var cube = square * volume;
        for (var i = 0; i < results.Length; i++)
        {
            var three = third.After(second.After(first.Next(values[i])));
            var four = fourth.After(three);
            var five = fifth.After(four);
            var six = sixth.After(five);
            results[i] = (-cube * six) + (3 * (square + cube) * five) - (3 * ((2 * square) + volume + cube) * four)
                + ((1 + (3 * volume) + cube + (3 * square)) * three);
        }
    }
}

/// <summary>McGinley dynamic: an average that hurries when the value is below it and dawdles when above.</summary>
internal struct McGinley(int length) : IColumnKernel
{
    private readonly int length = length;
    private double average = double.NaN;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        for (var i = 0; i < results.Length; i++)
        {
            var ratio = values[i] / average;
            // The formula is of positive prices; where it means nothing the average starts again from the value.
            average = ratio > 0 ? average + ((values[i] - average) / Math.Max(length * ratio * ratio * ratio * ratio, 1)) : values[i];
            results[i] = average;
        }
    }
}

/// <summary>Arnaud Legoux average: weights on a bell curve whose top lies at a share of the window. Takes as many steps a value as it is long.</summary>
internal struct Alma(int length, double offset, double sigma, KernelMemory memory) : IColumnKernel
{
    private readonly int length = length;
    private readonly double top = offset * (length - 1);
    private readonly double width = length / sigma;
    private readonly int weights = memory.Take(length);
    private readonly int ring = memory.Take(length);
    private bool isReady;
    private int at;
    private int seen;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        var weight = memory.Slice(weights, length);
        var last = memory.Slice(ring, length);
        if (!isReady)
            Weigh(weight);
        for (var i = 0; i < results.Length; i++)
        {
            last[at] = values[i];
            at = at + 1 == length ? 0 : at + 1;
            seen = Math.Min(seen + 1, length);
            if (seen < length)
            {
                results[i] = double.NaN;
                continue;
            }

            var sum = 0.0;
            for (var age = 0; age < length; age++)   // from the oldest
                sum += weight[age] * last[at + age < length ? at + age : at + age - length];
            results[i] = sum;
        }
    }

    private void Weigh(Span<double> weight)
    {
        var sum = 0.0;
        for (var i = 0; i < weight.Length; i++)
            sum += weight[i] = Math.Exp(-(i - top) * (i - top) / (2 * width * width));
        for (var i = 0; i < weight.Length; i++)
            weight[i] /= sum;
        isReady = true;
    }
}

/// <summary>Value in percent of its mean.</summary>
internal struct Disparity(int length, KernelMemory memory) : IColumnKernel
{
    private Sma average = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        average.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = 100 * values[i].Over(results[i], ifZero: 1);
    }
}

/// <summary>Lines a percentage above and below the mean.</summary>
internal struct Envelope(int length, double percent, KernelMemory memory) : IIndicatorKernel
{
    private readonly double percent = percent;
    private Sma average = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        Span<double> means = stackalloc double[frame.Count];
        average.Run(frame.Input(0), means, memory);
        var upper = frame.Output(0);
        var middle = frame.Output(1);
        var lower = frame.Output(2);
        for (var i = 0; i < means.Length; i++)
        {
            upper[i] = means[i] * (1 + (percent / 100));
            middle[i] = means[i];
            lower[i] = means[i] * (1 - (percent / 100));
        }
    }
}

/// <summary>Bill Williams' alligator: three Wilder averages of the median price, each drawn some bars later.</summary>
internal struct Alligator(int jaw, int jawShift, int teeth, int teethShift, int lips, int lipsShift, KernelMemory memory) : IIndicatorKernel
{
    private Ema jaw = Ema.Wilder(jaw);
    private Ema teeth = Ema.Wilder(teeth);
    private Ema lips = Ema.Wilder(lips);
    private Lag jawLater = new(jawShift, memory);
    private Lag teethLater = new(teethShift, memory);
    private Lag lipsLater = new(lipsShift, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        Span<double> median = stackalloc double[frame.Count];
        Span<double> line = stackalloc double[frame.Count];
        Chained.MedianPrice(frame.Input(0), frame.Input(1), median);
        jaw.Run(median, line);
        jawLater.Run(line, frame.Output(0), memory);
        teeth.Run(median, line);
        teethLater.Run(line, frame.Output(1), memory);
        lips.Run(median, line);
        lipsLater.Run(line, frame.Output(2), memory);
    }
}
