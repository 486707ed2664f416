namespace Trading.Quant.Performance;

/// <summary>Mean and sample deviation (n - 1) of values taken in one by one.</summary>
/// <remarks>Welford (1962), Technometrics 4(3).</remarks>
internal struct RunningMoments
{
    private double squares;

    /// <summary>Moments that were taken before.</summary>
    /// <param name="count">Values they were taken from, one or more.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="variance">Their sample variance; of one value whatever it is.</param>
    public RunningMoments(long count, double mean, double variance)
    {
        (Count, Mean) = (count, mean);
        squares = count < 2 ? 0 : variance * (count - 1);
    }

    /// <summary>Values taken in.</summary>
    public long Count { get; private set; }

    /// <summary>Arithmetic mean; 0 before the first value.</summary>
    public double Mean { get; private set; }

    /// <summary>Sample variance; NaN with fewer than two values.</summary>
    public readonly double Variance => Count < 2 ? double.NaN : squares / (Count - 1);

    /// <summary>Sample deviation; NaN with fewer than two values.</summary>
    public readonly double Deviation => Math.Sqrt(Variance);

    /// <summary>
    /// True when the values differ by more than rounding does: the deviation is above 1e-14, relative to the mean where that is above 1.
    /// Returns taken from an equity that grows evenly are off by about 1e-16.
    /// </summary>
    public readonly bool Vary => Deviation > 1e-14 * Math.Max(1, Math.Abs(Mean));

    /// <summary>Takes in a value.</summary>
    public void Add(double value)
    {
        Count++;
        var distance = value - Mean;
        Mean += distance / Count;
        squares += distance * (value - Mean);
    }

    /// <summary>Takes in several values by their distances from the mean so far.</summary>
    /// <param name="count">How many, one or more.</param>
    /// <param name="distances">Sum of their distances.</param>
    /// <param name="squaredDistances">Sum of the squares of these.</param>
    /// <remarks>Welford's step taken by a batch: with S1 and S2 the two sums, mean += S1 / n and M2 += S2 - S1² / n, n counting the batch.</remarks>
    public void Add(int count, double distances, double squaredDistances)
    {
        Count += count;
        Mean += distances / Count;
        squares += squaredDistances - (distances * distances / Count);
    }

    /// <summary>Takes in the values that other moments were taken from.</summary>
    /// <remarks>Chan, Golub and LeVeque (1983), The American Statistician 37(3).</remarks>
    public void Add(in RunningMoments other)
    {
        if (other.Count == 0)
            return;
        var count = Count + other.Count;
        var distance = other.Mean - Mean;
        squares += other.squares + (distance * distance * ((double)Count * other.Count / count));
        Mean += distance * ((double)other.Count / count);
        Count = count;
    }

    /// <summary>Mean over deviation, times the root of a number of periods: the Sharpe ratio and its relatives.</summary>
    /// <returns>NaN with fewer than two values, or when they do not vary.</returns>
    public readonly double MeanPerDeviation(double periods) => Vary ? Mean / Deviation * Math.Sqrt(periods) : double.NaN;
}
