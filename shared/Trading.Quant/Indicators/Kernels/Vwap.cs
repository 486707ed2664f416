namespace Trading.Quant.Indicators.Kernels;

/// <summary>
/// Volume-weighted average of the typical price since the UTC date began; over days and longer, whose bars stand at midnight, since the
/// first bar. NaN until something was traded.
/// </summary>
internal struct Vwap : IIndicatorKernel
{
    private long previous;
    private RunningSum money;
    private RunningSum units;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var volume = frame.Input(3);
        var results = frame.Output(0);
        Columns.TypicalPrice(frame.Input(0), frame.Input(1), frame.Input(2), results);
        var current = this;
        for (var i = 0; i < results.Length; i++)
        {
            current.Begin(frame.Times[i]);
            var paid = current.money.Add(results[i] * volume[i]);
            var traded = current.units.Add(volume[i]);
            results[i] = traded > 0 ? paid / traded : double.NaN;
        }

        this = current;
    }

    private void Begin(long time)
    {
        var isNewDate = time / TimeSpan.TicksPerDay != previous / TimeSpan.TicksPerDay;
        var isIntraday = time % TimeSpan.TicksPerDay != 0 || previous % TimeSpan.TicksPerDay != 0;
        if (isNewDate && isIntraday)
            money = units = default;
        previous = time;
    }
}
