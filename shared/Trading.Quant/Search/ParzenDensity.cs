namespace Trading.Quant.Search;

/// <summary>
/// A density on the unit cube: the mean of one kernel a point and of an even one, which keeps every place possible. Ordered parameters have
/// normal kernels cut off at the ends of the interval; for unordered ones a kernel prefers its own choice and spreads the rest evenly.
/// </summary>
/// <remarks>Scott (1992), Multivariate density estimation: bandwidth = deviation · n^(-1 / (d + 4)). Aitchison and Aitken (1976) for choices.</remarks>
internal sealed class ParzenDensity
{
    private const double Narrowest = 0.01;
    private const double Stay = 0.8;

    private readonly ParameterSpace space;
    private readonly List<double[]> points;
    private readonly double[] widths;

    public ParzenDensity(ParameterSpace space, List<double[]> points)
    {
        this.space = space;
        this.points = points;
        var dimensions = space.Ranges.Count;
        widths = new double[dimensions];
        for (var d = 0; d < dimensions; d++)
        {
            var mean = points.Count == 0 ? 0 : points.Average(point => point[d]);
            var deviation = points.Count < 2 ? 0.3 : Math.Sqrt(points.Sum(point => (point[d] - mean) * (point[d] - mean)) / (points.Count - 1));
            widths[d] = Math.Max(Narrowest, deviation * Math.Pow(Math.Max(1, points.Count), -1.0 / (dimensions + 4)));
        }
    }

    /// <summary>A place drawn from the density.</summary>
    public double[] Draw(ref Dice dice)
    {
        var chosen = dice.Below(points.Count + 1);
        var units = new double[widths.Length];
        for (var d = 0; d < units.Length; d++)
        {
            if (chosen == points.Count || (space.Ranges[d].IsUnordered && dice.Unit() >= Stay))
            {
                units[d] = dice.Unit();
                continue;
            }

            units[d] = points[chosen][d];
            if (space.Ranges[d].IsUnordered)
                continue;
            // Cut off at the ends: draw again until inside. A kernel's centre is inside, so half of the draws are, or more.
            var moved = double.NaN;
            while (moved is not (>= 0 and <= 1))
                moved = units[d] + (widths[d] * dice.Normal());
            units[d] = moved;
        }

        return units;
    }

    /// <summary>The density at a place.</summary>
    public double At(double[] units)
    {
        var sum = 1.0;
        foreach (var point in points)
        {
            var product = 1.0;
            for (var d = 0; d < units.Length; d++)
                product *= space.Ranges[d].IsUnordered ? Choice(space.Ranges[d].Levels!.Value, units[d] == point[d]) : Normal(units[d], point[d], widths[d]);
            sum += product;
        }

        return sum / (points.Count + 1);
    }

    private static double Choice(int levels, bool isSame) => ((isSame ? Stay : 0) * levels) + (1 - Stay);

    private static double Normal(double unit, double centre, double width)
    {
        var z = (unit - centre) / width;
        return Math.Exp(-0.5 * z * z) / (width * Math.Sqrt(2 * Math.PI) * (Cumulative((1 - centre) / width) - Cumulative(-centre / width)));
    }

    /// <summary>The standard normal distribution function; the logistic approximation of Bowling and others (2009) is within 1.5e-4, enough for a ranking.</summary>
    private static double Cumulative(double z) => 1 / (1 + Math.Exp(-((0.07056 * z * z * z) + (1.5976 * z))));
}
