namespace Trading.Quant.Indicators;

/// <summary>What every vectorised indicator asks of its caller.</summary>
internal static class Spans
{
    public static void Require(ReadOnlySpan<double> values, int length, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (result.Length != values.Length)
            throw new ArgumentException($"The result holds {result.Length} values; expected {values.Length}, one for each input.", nameof(result));
    }
}
