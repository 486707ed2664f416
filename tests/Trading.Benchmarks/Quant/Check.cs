namespace Trading.Benchmarks.Quant;

/// <summary>A benchmark whose result is wrong has measured nothing.</summary>
internal static class Check
{
    /// <exception cref="InvalidOperationException">The relative difference is larger than allowed, or the number none.</exception>
    public static void Near(double expected, double actual, double tolerance)
    {
        if (!(Math.Abs((actual / expected) - 1) <= tolerance))
            throw new InvalidOperationException($"The result is {actual:R}, expected {expected:R}.");
    }

    /// <exception cref="InvalidOperationException">The numbers differ.</exception>
    public static void Same(long expected, long actual)
    {
        if (expected != actual)
            throw new InvalidOperationException($"The count is {actual}, expected {expected}.");
    }
}
