namespace Trading.Quant.Performance;

/// <summary>What was tried before one strategy was chosen.</summary>
public sealed record SharpeTrials
{
    /// <summary>Trials known by number and spread.</summary>
    /// <param name="count">Independent trials, the chosen one among them, 1 or more. Trials alike count as one.</param>
    /// <param name="variance">Variance of their Sharpe ratios per bar (not annualised), 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">No trial, or a variance that is negative or not a number.</exception>
    public SharpeTrials(int count, double variance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(variance >= 0 && double.IsFinite(variance)))
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "Expected a variance of 0 or more.");
        Count = count;
        Variance = variance;
    }

    /// <summary>Independent trials, the chosen one among them.</summary>
    public int Count { get; }

    /// <summary>Variance of their Sharpe ratios per bar.</summary>
    public double Variance { get; }

    /// <summary>Trials known by their Sharpe ratios per bar, one or more; undefined ones (NaN) are trials without skill: 0.</summary>
    /// <remarks>Sample variance (n - 1); 0 for a single trial.</remarks>
    public static SharpeTrials Of(ReadOnlySpan<double> sharpes)
    {
        var moments = new RunningMoments();
        foreach (var sharpe in sharpes)
            moments.Add(double.IsNaN(sharpe) ? 0 : sharpe);
        return new SharpeTrials(sharpes.Length, sharpes.Length == 1 ? 0 : moments.Variance);
    }
}
