namespace Trading.Quant.Indicators.Kernels;

/// <summary>Number of bars since the highest (sign 1) or lowest (sign -1) of the last <c>count</c> values, of equal ones the newest; NaN before there are as many.</summary>
/// <remarks>Keeps the values that may yet become the extreme, newest last: those that a newer one has reached are dropped for good, so each is looked at twice.</remarks>
internal struct ExtremeAge(int count, int sign, KernelMemory memory)
{
    private readonly int start = memory.Take(2 * count);
    private readonly int count = count;
    private readonly int sign = sign;
    private int first;
    private int kept;
    private long bar;

    public double Next(double value, Span<double> memory)
    {
        var values = memory.Slice(start, count);
        var bars = memory.Slice(start + count, count);
        value *= sign;
        if (kept > 0 && bars[first] <= bar - count)
        {
            first = Wrap(first + 1);
            kept--;
        }

        while (kept > 0 && values[Wrap(first + kept - 1)] <= value)
            kept--;
        var place = Wrap(first + kept++);
        values[place] = value;
        bars[place] = bar;
        return ++bar >= count ? bar - 1 - bars[first] : double.NaN;
    }

    private readonly int Wrap(int place) => place >= count ? place - count : place;
}
