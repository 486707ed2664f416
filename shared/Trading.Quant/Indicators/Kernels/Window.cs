namespace Trading.Quant.Indicators.Kernels;

/// <summary>The last <c>length</c> numbers combined, such as a moving sum or a moving extreme; NaN before there are as many.</summary>
/// <remarks>
/// van Herk (1992): the numbers lie in blocks of <c>length</c>; a window is the end of one block and the beginning of the next. Combining
/// backwards when a block is full, and forwards as numbers come, takes two steps a number whatever the length; nothing is ever taken
/// away, so a sum does not drift.
/// </remarks>
internal struct Window<TCombine>(int length, KernelMemory memory) : IColumnKernel
    where TCombine : struct, ICombine
{
    // Up to the newest number: this block as it came. From there on: the block before, each number combined with all after it.
    private readonly int start = memory.Take(length);
    private readonly int length = length;
    private int at;
    private bool isFull;
    private double pairs = TCombine.Neutral;   // this block's numbers two by two: half as many steps that wait for each other
    private double half;                       // the first of a pair whose second has not come

    /// <summary>Takes in the next number.</summary>
    /// <returns>The last numbers combined.</returns>
    public double Next(double value, Span<double> memory)
    {
        var result = 0.0;
        Run(new ReadOnlySpan<double>(in value), new Span<double>(ref result), memory);
        return result;
    }

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Columns.SkipMissing(ref values, ref results);
        var block = memory.Slice(start, length);
        while (values.Length > 0)
        {
            var count = Math.Min(block.Length - at - 1, values.Length);
            Begin(values[..count], results[..count], block[at..]);
            if (count == values.Length)
                return;
            block[^1] = values[count];
            results[count] = CombineBackwards(block);
            at = 0;
            isFull = true;
            pairs = TCombine.Neutral;
            values = values[(count + 1)..];
            results = results[(count + 1)..];
        }
    }

    /// <summary>Takes in numbers that do not fill the block.</summary>
    private void Begin(ReadOnlySpan<double> values, Span<double> results, Span<double> block)
    {
        var head = pairs;
        var i = 0;
        if ((at & 1) != 0 && values.Length > 0)
        {
            head = TCombine.Combine(head, TCombine.Combine(half, values[0]));
            Put(values[0], head, results, block, 0);
            i = 1;
        }

        if (isFull)
        {
            for (; i + 1 < values.Length; i += 2)
            {
                var (one, other) = (values[i], values[i + 1]);
                var both = TCombine.Combine(head, TCombine.Combine(one, other));
                results[i] = TCombine.Combine(block[i + 1], TCombine.Combine(head, one));
                results[i + 1] = TCombine.Combine(block[i + 2], both);
                block[i] = one;
                block[i + 1] = other;
                head = both;
            }
        }
        else
        {
            for (; i + 1 < values.Length; i += 2)
            {
                var (one, other) = (values[i], values[i + 1]);
                head = TCombine.Combine(head, TCombine.Combine(one, other));
                results[i] = results[i + 1] = double.NaN;
                block[i] = one;
                block[i + 1] = other;
            }
        }

        if (i < values.Length)
        {
            half = values[i];
            Put(half, TCombine.Combine(head, half), results, block, i);
        }

        pairs = head;
        at += values.Length;
    }

    private readonly void Put(double value, double head, Span<double> results, Span<double> block, int i)
    {
        results[i] = isFull ? TCombine.Combine(block[i + 1], head) : double.NaN;
        block[i] = value;
    }

    /// <summary>Replaces each number by itself combined with all after it.</summary>
    /// <returns>All of them combined.</returns>
    private static double CombineBackwards(Span<double> block)
    {
        var all = TCombine.Neutral;
        var i = block.Length - 1;
        for (; i > 0; i -= 2)
        {
            var (one, other) = (block[i], block[i - 1]);
            var both = TCombine.Combine(all, TCombine.Combine(one, other));
            block[i] = TCombine.Combine(all, one);
            block[i - 1] = both;
            all = both;
        }

        if (i == 0)
            block[0] = all = TCombine.Combine(all, block[0]);
        return all;
    }
}
