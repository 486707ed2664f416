namespace Trading.Quant.Indicators;

/// <summary>
/// Keeps gaps away from a kernel: a bar at which an input is missing has no value, and the kernel starts anew after it. Cuts what it hands
/// on into blocks that stay in the processor's nearest cache.
/// </summary>
internal struct RestartingKernel<TKernel>(TKernel initial) : IIndicatorKernel
    where TKernel : unmanaged, IIndicatorKernel
{
    private const int Block = 512;

    private readonly TKernel initial = initial;
    private TKernel kernel = initial;
    private bool hasBars;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var unwanted = frame.WantsAll ? default : stackalloc double[Math.Min(Block, frame.Count)];
        for (var start = 0; start < frame.Count;)
        {
            var block = frame.Slice(start, Math.Min(Block, frame.Count - start), unwanted);
            var present = Present(block);
            if (present < block.Count)
                block = frame.Slice(start, present, unwanted);
            start += present;
            if (present > 0)
            {
                hasBars = true;
                kernel.Next(block, memory);
                for (var output = 0; output < block.OutputCount; output++)
                    Values.ReplaceInfinite(block.Output(output));
                continue;
            }

            var missing = frame.Slice(start++, 1, unwanted);
            for (var output = 0; output < missing.OutputCount; output++)
                missing.Output(output)[0] = double.NaN;
            if (!hasBars)
                continue;
            kernel = initial;
            memory.Clear();
            hasBars = false;
        }
    }

    /// <summary>Number of bars before the first at which an input is missing.</summary>
    private static int Present(in IndicatorFrame frame)
    {
        var count = frame.Count;
        for (var input = 0; input < frame.InputCount; input++)
            count = Values.Present(frame.Input(input)[..count]);
        return count;
    }
}
