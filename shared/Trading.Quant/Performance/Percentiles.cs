namespace Trading.Quant.Performance;

/// <summary>Percentiles of a sample, interpolated (type 7), and its mean.</summary>
/// <param name="P5">Five in a hundred are below.</param>
/// <param name="P25">A quarter is below.</param>
/// <param name="P50">The median.</param>
/// <param name="P75">A quarter is above.</param>
/// <param name="P95">Five in a hundred are above.</param>
/// <param name="Mean">Arithmetic mean.</param>
public sealed record Percentiles(double P5, double P25, double P50, double P75, double P95, double Mean)
{
    /// <summary>The percentiles of values, one or more, which are left in another order.</summary>
    internal static Percentiles Of(Span<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return new Percentiles(
            Quantiles.Take(values, 0.05), Quantiles.Take(values, 0.25), Quantiles.Take(values, 0.5), Quantiles.Take(values, 0.75),
            Quantiles.Take(values, 0.95), sum / values.Length);
    }
}
