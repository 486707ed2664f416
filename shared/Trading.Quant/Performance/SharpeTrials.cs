namespace Trading.Quant.Performance;

/// <summary>What was tried before one strategy was chosen.</summary>
public sealed record SharpeTrials
{
    /// <summary>Trials known by number and spread.</summary>
    /// <param name="count">Independent trials, the chosen one among them, 1 or more. Trials alike count as one.</param>
    /// <param name="variance">Variance of their Sharpe ratios per bar (not annualised), 0 or more.</param>
    /// <param name="mean">Mean of these ratios; it matters only where trials are joined with others.</param>
    /// <exception cref="ArgumentOutOfRangeException">No trial, or a variance that is negative or not a number.</exception>
    public SharpeTrials(int count, double variance, double mean = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(variance >= 0 && double.IsFinite(variance)))
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "Expected a variance of 0 or more.");
        Count = count;
        Variance = variance;
        Mean = mean;
    }

    /// <summary>Independent trials, the chosen one among them.</summary>
    public int Count { get; }

    /// <summary>Variance of their Sharpe ratios per bar.</summary>
    public double Variance { get; }

    /// <summary>Mean of their Sharpe ratios per bar.</summary>
    public double Mean { get; }

    /// <summary>Trials known by their Sharpe ratios per bar, one or more; undefined ones (NaN) are trials without skill: 0.</summary>
    /// <remarks>Sample variance (n - 1); 0 for a single trial.</remarks>
    public static SharpeTrials Of(ReadOnlySpan<double> sharpes)
    {
        var moments = new RunningMoments();
        foreach (var sharpe in sharpes)
            moments.Add(double.IsNaN(sharpe) ? 0 : sharpe);
        return Of(moments);
    }

    /// <summary>These and others, none of which is among these.</summary>
    public SharpeTrials Join(SharpeTrials others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var moments = new RunningMoments(Count, Mean, Variance);
        moments.Add(new RunningMoments(others.Count, others.Mean, others.Variance));
        return Of(moments);
    }

    private static SharpeTrials Of(in RunningMoments moments) =>
        new((int)moments.Count, moments.Count == 1 ? 0 : moments.Variance, moments.Mean);
}
