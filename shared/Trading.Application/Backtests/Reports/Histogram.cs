namespace Trading.Application.Backtests.Reports;

/// <summary>How often values fall into classes of equal width. Zero is the end of one; values far out are in the first or last.</summary>
/// <param name="Low">Lower end of the first class.</param>
/// <param name="Width">Width of a class.</param>
/// <param name="Counts">Values in each class, its lower end included.</param>
/// <param name="Mean">Mean of all values.</param>
/// <param name="Median">Their median.</param>
public sealed record Histogram(double Low, double Width, IReadOnlyList<int> Counts, double Mean, double Median)
{
    private const int Classes = 48;
    private const double FarOut = 0.003;   // of the values at either side

    /// <summary>The histogram of values, all finite; null of none.</summary>
    internal static Histogram? Of(double[] values)
    {
        if (values.Length == 0)
            return null;
        var sorted = values.Order().ToArray();
        var outside = (int)(FarOut * sorted.Length);
        var (least, most) = (sorted[outside], sorted[^(outside + 1)]);
        var width = most > least ? (most - least) / Classes : 0.001;
        var first = Math.Floor(least / width);
        var counts = new int[(int)(Math.Floor(most / width) - first) + 1];
        foreach (var value in sorted)
            counts[(int)Math.Clamp(Math.Floor(value / width) - first, 0, counts.Length - 1)]++;
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Histogram(first * width, width, counts, sorted.Average(), median);
    }
}
