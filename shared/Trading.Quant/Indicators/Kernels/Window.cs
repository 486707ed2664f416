namespace Trading.Quant.Indicators.Kernels;

/// <summary>How two numbers, and so any number of them, become one, whatever their grouping.</summary>
internal interface ICombine
{
    /// <summary>What changes nothing.</summary>
    static abstract double Neutral { get; }

    static abstract double Combine(double left, double right);
}

/// <summary>Sum.</summary>
internal readonly struct Sum : ICombine
{
    public static double Neutral => 0;

    public static double Combine(double left, double right) => left + right;
}

/// <summary>Larger of two.</summary>
internal readonly struct Larger : ICombine
{
    public static double Neutral => double.NegativeInfinity;

    public static double Combine(double left, double right) => double.MaxNative(left, right);
}

/// <summary>Smaller of two.</summary>
internal readonly struct Smaller : ICombine
{
    public static double Neutral => double.PositiveInfinity;

    public static double Combine(double left, double right) => double.MinNative(left, right);
}

/// <summary>The last <c>length</c> numbers combined, such as a moving sum or a moving extreme; NaN before there are as many.</summary>
/// <remarks>
/// van Herk (1992): the numbers lie in blocks of <c>length</c>; a window is the end of one block and the beginning of the next. Combining
/// backwards when a block is full, and forwards as numbers come, takes two steps a number whatever the length; nothing is ever taken
/// away, so a sum does not drift.
/// </remarks>
internal struct Window<TCombine>(int length, KernelMemory memory)
    where TCombine : struct, ICombine
{
    // Up to the newest number: this block as it came. From there on: the block before, each number combined with all after it.
    private readonly int start = memory.Take(length);
    private readonly int length = length;
    private int at;
    private bool isFull;
    private double newest = TCombine.Neutral;

    /// <summary>Takes in the next number.</summary>
    /// <returns>The last numbers combined.</returns>
    public double Next(double value, Span<double> memory)
    {
        var block = memory.Slice(start, length);
        newest = TCombine.Combine(newest, value);
        var position = at;
        block[position] = value;
        if (++position < block.Length)
        {
            at = position;
            return isFull ? TCombine.Combine(block[position], newest) : double.NaN;
        }

        var combined = newest;
        var all = TCombine.Neutral;
        for (var i = block.Length - 1; i >= 0; i--)
            block[i] = all = TCombine.Combine(all, block[i]);
        at = 0;
        isFull = true;
        newest = TCombine.Neutral;
        return combined;
    }
}
