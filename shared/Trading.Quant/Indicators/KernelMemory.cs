namespace Trading.Quant.Indicators;

/// <summary>Hands out an indicator's memory for series of numbers while its kernel is built.</summary>
public sealed class KernelMemory
{
    /// <summary>Number of doubles taken so far.</summary>
    public int Size { get; private set; }

    /// <summary>Takes so many doubles.</summary>
    /// <returns>Position of the first in the memory that the kernel is handed with each frame.</returns>
    public int Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var start = Size;
        Size = checked(Size + count);
        return start;
    }
}
