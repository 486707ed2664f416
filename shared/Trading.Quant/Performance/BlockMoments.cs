namespace Trading.Quant.Performance;

/// <summary>Moments of any stretch of a column, from those of blocks of it: exact to rounding, whatever came before the stretch.</summary>
internal readonly ref struct BlockMoments
{
    private const int Length = 256;

    private readonly ReadOnlySpan<double> values;
    private readonly RunningMoments[] blocks;

    public BlockMoments(ReadOnlySpan<double> values)
    {
        this.values = values;
        blocks = new RunningMoments[values.Length / Length];
        for (var i = 0; i < blocks.Length; i++)
            blocks[i] = Of(values.Slice(i * Length, Length));
    }

    /// <summary>Moments of the values from one position to before another.</summary>
    public RunningMoments Between(int first, int end)
    {
        var from = (first + Length - 1) / Length;
        var to = end / Length;
        if (from >= to)
            return Of(values[first..end]);
        var moments = Of(values[first..(from * Length)]);
        for (var i = from; i < to; i++)
            moments.Add(blocks[i]);
        moments.Add(Of(values[(to * Length)..end]));
        return moments;
    }

    private static RunningMoments Of(ReadOnlySpan<double> values)
    {
        var moments = new RunningMoments();
        foreach (var value in values)
            moments.Add(value);
        return moments;
    }
}
