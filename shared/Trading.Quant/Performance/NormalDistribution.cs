namespace Trading.Quant.Performance;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double RootOfTwoPi = 2.5066282746310005;

    /// <summary>Probability of a value at or below <paramref name="x"/>.</summary>
    /// <param name="x">In standard deviations.</param>
    /// <returns>Off by less than 1e-15, and by less than 1e-12 of itself.</returns>
    /// <remarks>
    /// Marsaglia (2004), Evaluating the normal distribution, Journal of Statistical Software 11(4), for the series near the centre; Laplace's
    /// continued fraction, Abramowitz and Stegun 26.2.14, beyond it.
    /// </remarks>
    public static double Cumulative(double x)
    {
        if (Math.Abs(x) <= 3)
            return 0.5 + FromCentre(x);
        return x > 0 ? 1 - Beyond(x) : Beyond(-x);
    }

    /// <summary>The value that a probability lies at or below; the inverse of <see cref="Cumulative"/>.</summary>
    /// <param name="probability">Between 0 and 1, both excluded.</param>
    /// <returns>In standard deviations, off by about 1e-16 of itself.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    /// <remarks>Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37(3).</remarks>
    public static double Quantile(double probability)
    {
        if (probability is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Expected a number between 0 and 1, both excluded.");
        var centred = probability - 0.5;
        if (Math.Abs(centred) <= 0.425)
            return centred * Quotient(Centre, 0.180625 - (centred * centred));
        var root = Math.Sqrt(-Math.Log(Math.Min(probability, 1 - probability)));
        var distance = root <= 5 ? Quotient(Shoulder, root - 1.6) : Quotient(Tail, root - 5);
        return centred < 0 ? -distance : distance;
    }

    // Coefficients of a numerator and a denominator, highest power first.
    private static readonly (double Numerator, double Denominator)[] Centre =
    [
        (2509.0809287301226727, 5226.4952788528545610),
        (33430.575583588128105, 28729.085735721942674),
        (67265.770927008700853, 39307.895800092710610),
        (45921.953931549871457, 21213.794301586595867),
        (13731.693765509461125, 5394.1960214247511077),
        (1971.5909503065514427, 687.18700749205790830),
        (133.14166789178437745, 42.313330701600911252),
        (3.3871328727963666080, 1),
    ];

    private static readonly (double Numerator, double Denominator)[] Shoulder =
    [
        (7.74545014278341407640e-4, 1.05075007164441684324e-9),
        (0.0227238449892691845833, 5.47593808499534494600e-4),
        (0.241780725177450611770, 0.0151986665636164571966),
        (1.27045825245236838258, 0.148103976427480074590),
        (3.64784832476320460504, 0.689767334985100004550),
        (5.76949722146069140550, 1.67638483018380384940),
        (4.63033784615654529590, 2.05319162663775882187),
        (1.42343711074968357734, 1),
    ];

    private static readonly (double Numerator, double Denominator)[] Tail =
    [
        (2.01033439929228813265e-7, 2.04426310338993978564e-15),
        (2.71155556874348757815e-5, 1.42151175831644588870e-7),
        (0.00124266094738807843860, 1.84631831751005468180e-5),
        (0.0265321895265761230930, 7.86869131145613259100e-4),
        (0.296560571828504891230, 0.0148753612908506148525),
        (1.78482653991729133580, 0.136929880922735805310),
        (5.46378491116411436990, 0.599832206555887937690),
        (6.65790464350110377720, 1),
    ];

    // Probability between 0 and x: the density times x + x^3 / 3 + x^5 / (3 5) + x^7 / (3 5 7) + ...
    private static double FromCentre(double x)
    {
        var (sum, term) = (x, x);
        for (var odd = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); odd += 2)
        {
            term *= x * x / odd;
            sum += term;
        }

        return Density(x) * sum;
    }

    // Probability beyond x: the density over x + 1 / (x + 2 / (x + 3 / (x + ...
    private static double Beyond(double x)
    {
        var fraction = x;
        for (var i = 100; i >= 1; i--)
            fraction = x + (i / fraction);
        return Density(x) / fraction;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / RootOfTwoPi;

    private static double Quotient((double Numerator, double Denominator)[] coefficients, double x)
    {
        var (numerator, denominator) = (0.0, 0.0);
        foreach (var (above, below) in coefficients)
        {
            numerator = (numerator * x) + above;
            denominator = (denominator * x) + below;
        }

        return numerator / denominator;
    }
}
