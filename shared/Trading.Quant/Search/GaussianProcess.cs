namespace Trading.Quant.Search;

/// <summary>
/// What is believed of a function between and beyond the points at which it was seen: at each place a mean and a deviation. Nearness counts by a
/// Matérn 5/2 kernel with a length for each dimension; lengths and noise are those under which what was seen is likeliest.
/// </summary>
/// <remarks>Rasmussen and Williams (2006), Gaussian processes for machine learning, algorithm 2.1 and chapter 5. The amplitude is profiled out of the likelihood.</remarks>
internal sealed class GaussianProcess
{
    private static readonly double[] Noises = [1e-6, 1e-3, 0.05, 0.3];

    private readonly IReadOnlyList<double[]> points;
    private readonly IReadOnlyList<bool> isUnordered;
    private readonly double[] values;
    private readonly double mean;
    private readonly double scale;
    private readonly double[][] factor;
    private readonly double[] weights;
    private readonly double amplitude;

    private GaussianProcess(IReadOnlyList<double[]> points, IReadOnlyList<double> values, IReadOnlyList<bool> isUnordered, double[] lengths, double noise)
    {
        this.points = points;
        this.isUnordered = isUnordered;
        (Lengths, Noise) = (lengths, noise);
        mean = values.Average();
        scale = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        scale = scale > 0 ? scale : 1;
        this.values = [.. values.Select(value => (value - mean) / scale)];
        factor = Cholesky();
        weights = Solve(this.values);
        var fit = 0.0;
        for (var i = 0; i < weights.Length; i++)
            fit += weights[i] * this.values[i];
        amplitude = Math.Max(fit / weights.Length, 1e-12);
        Likelihood = (-0.5 * weights.Length * Math.Log(amplitude)) - factor.Select((row, i) => Math.Log(row[i])).Sum();
    }

    /// <summary>How far nearness reaches in each dimension.</summary>
    public double[] Lengths { get; }

    /// <summary>Variance of what is seen around what is, as a share of the function's own.</summary>
    public double Noise { get; }

    /// <summary>Logarithm of the likelihood of what was seen, up to a constant.</summary>
    public double Likelihood { get; }

    /// <summary>The process under which the values are likeliest, found by trying one length at a time, twice through.</summary>
    /// <param name="points">Places in the unit cube.</param>
    /// <param name="values">One finite value for each.</param>
    /// <param name="isUnordered">For each dimension whether two places in it are only equal or not.</param>
    public static GaussianProcess Fit(IReadOnlyList<double[]> points, IReadOnlyList<double> values, IReadOnlyList<bool> isUnordered)
    {
        var best = new GaussianProcess(points, values, isUnordered, [.. isUnordered.Select(_ => 0.4)], Noises[1]);
        for (var round = 0; round < 2; round++)
        {
            foreach (var noise in Noises)
                Try(best.Lengths, noise);
            for (var d = 0; d < isUnordered.Count; d++)
            {
                var length = best.Lengths[d];
                foreach (var factor in new[] { 0.25, 0.5, 0.75, 1.5, 2, 4 })
                {
                    double[] lengths = [.. best.Lengths];
                    lengths[d] = Math.Clamp(length * factor, 0.02, 10);
                    Try(lengths, best.Noise);
                }
            }
        }

        return best;

        void Try(double[] lengths, double noise)
        {
            var candidate = new GaussianProcess(points, values, isUnordered, lengths, noise);
            if (candidate.Likelihood > best.Likelihood)
                best = candidate;
        }
    }

    /// <summary>The same beliefs about nearness with one point more.</summary>
    public GaussianProcess With(double[] point, double value) =>
        new([.. points, point], [.. values.Select(known => (known * scale) + mean), value], isUnordered, Lengths, Noise);

    /// <summary>What is believed of a place.</summary>
    public (double Mean, double Deviation) At(double[] place)
    {
        var near = new double[points.Count];
        var expected = 0.0;
        for (var i = 0; i < near.Length; i++)
        {
            near[i] = Nearness(points[i], place);
            expected += near[i] * weights[i];
        }

        Forward(near);
        var known = 0.0;
        foreach (var part in near)
            known += part * part;
        return (mean + (scale * expected), scale * Math.Sqrt(amplitude * Math.Max(1 - known, 1e-12)));
    }

    private double Nearness(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var d = 0; d < one.Length; d++)
        {
            var distance = isUnordered[d] ? (one[d] == other[d] ? 0 : 1) : one[d] - other[d];
            distance /= Lengths[d];
            sum += distance * distance;
        }

        var r = Math.Sqrt(5 * sum);
        return (1 + r + (r * r / 3)) * Math.Exp(-r);
    }

    /// <summary>The lower triangle whose product with its own transpose is the matrix of nearness.</summary>
    private double[][] Cholesky()
    {
        var lower = new double[points.Count][];
        for (var i = 0; i < lower.Length; i++)
        {
            lower[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = i == j ? 1 + Noise + 1e-10 : Nearness(points[i], points[j]);
                for (var k = 0; k < j; k++)
                    sum -= lower[i][k] * lower[j][k];
                lower[i][j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / lower[j][j];
            }
        }

        return lower;
    }

    private double[] Solve(double[] right)
    {
        double[] result = [.. right];
        Forward(result);
        for (var i = result.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < result.Length; k++)
                result[i] -= factor[k][i] * result[k];
            result[i] /= factor[i][i];
        }

        return result;
    }

    private void Forward(double[] right)
    {
        for (var i = 0; i < right.Length; i++)
        {
            var row = factor[i];
            var sum = right[i];
            for (var k = 0; k < i; k++)
                sum -= row[k] * right[k];
            right[i] = sum / row[i];
        }
    }
}
