namespace Trading.Quant.Performance;

/// <summary>Equity at the bars of a run, and what it is measured against. All columns have one value a bar, oldest first.</summary>
public sealed class EquityCurve
{
    private readonly ReadOnlyMemory<long> times;
    private readonly ReadOnlyMemory<double> equity;
    private readonly ReadOnlyMemory<double> benchmark;
    private readonly ReadOnlyMemory<double> exposure;
    private readonly double[] returns;

    /// <summary>A curve over columns that the caller no longer writes to.</summary>
    /// <param name="times">Bars in UTC ticks, strictly ascending, one or more.</param>
    /// <param name="equity">Cash and the positions' value at each close.</param>
    /// <param name="initialEquity">Equity before the first bar, positive.</param>
    /// <param name="periodsPerYear">Bars in a year, positive; see <see cref="Backtests.Annualisation"/>.</param>
    /// <param name="benchmarkReturns">Simple returns of a benchmark over the same bars as fractions; empty when there is none.</param>
    /// <param name="exposure">Value of the positions at each close as a fraction of the equity, gross; empty when it is not known.</param>
    /// <exception cref="ArgumentException">No bars, times that do not ascend, columns of different lengths, or no finite number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Initial equity or bars in a year are not positive numbers.</exception>
    public EquityCurve(
        ReadOnlyMemory<long> times, ReadOnlyMemory<double> equity, double initialEquity, double periodsPerYear,
        ReadOnlyMemory<double> benchmarkReturns = default, ReadOnlyMemory<double> exposure = default)
    {
        RequirePositive(initialEquity, nameof(initialEquity));
        RequirePositive(periodsPerYear, nameof(periodsPerYear));
        if (times.IsEmpty)
            throw new ArgumentException("A curve has one bar or more.", nameof(times));
        for (var i = 1; i < times.Length; i++)
        {
            if (times.Span[i] <= times.Span[i - 1])
                throw new ArgumentException($"Times of a curve must ascend; position {i} does not.", nameof(times));
        }

        RequireColumn(equity.Span, times.Length, nameof(equity));
        if (!benchmarkReturns.IsEmpty)
            RequireColumn(benchmarkReturns.Span, times.Length, nameof(benchmarkReturns));
        if (!exposure.IsEmpty)
            RequireColumn(exposure.Span, times.Length, nameof(exposure));
        this.times = times;
        this.equity = equity;
        this.exposure = exposure;
        benchmark = benchmarkReturns;
        InitialEquity = initialEquity;
        PeriodsPerYear = periodsPerYear;
        returns = ReturnsOf(equity.Span, initialEquity);
    }

    /// <summary>Number of bars.</summary>
    public int Count => returns.Length;

    /// <summary>Equity before the first bar.</summary>
    public double InitialEquity { get; }

    /// <summary>Equity at the last close.</summary>
    public double FinalEquity => equity.Span[^1];

    /// <summary>Bars in a year.</summary>
    public double PeriodsPerYear { get; }

    /// <summary>Bars in UTC ticks.</summary>
    public ReadOnlySpan<long> Times => times.Span;

    /// <summary>Cash and the positions' value at each close.</summary>
    public ReadOnlySpan<double> Equity => equity.Span;

    /// <summary>Simple return of each bar as a fraction of the equity before it; NaN where that was not positive.</summary>
    public ReadOnlySpan<double> Returns => returns;

    /// <summary>Simple returns of the benchmark; empty when there is none.</summary>
    public ReadOnlySpan<double> BenchmarkReturns => benchmark.Span;

    /// <summary>Gross value of the positions as a fraction of the equity; empty when it is not known.</summary>
    public ReadOnlySpan<double> Exposure => exposure.Span;

    /// <summary>Equity before the bar at a position.</summary>
    public double EquityBefore(int index) => index == 0 ? InitialEquity : equity.Span[index - 1];

    /// <summary>Position of the first bar at or after an instant; <see cref="Count"/> when all are earlier.</summary>
    public int IndexAtOrAfter(long ticks)
    {
        var found = times.Span.BinarySearch(ticks);
        return found < 0 ? ~found : found;
    }

    private static double[] ReturnsOf(ReadOnlySpan<double> equity, double initial)
    {
        var returns = new double[equity.Length];
        var before = initial;
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = before > 0 ? (equity[i] / before) - 1 : double.NaN;
            before = equity[i];
        }

        return returns;
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "Expected a positive number.");
    }

    private static void RequireColumn(ReadOnlySpan<double> column, int count, string name)
    {
        if (column.Length != count)
            throw new ArgumentException($"The column holds {column.Length} values; expected {count}, one a bar.", name);
        for (var i = 0; i < column.Length; i++)
        {
            if (!double.IsFinite(column[i]))
                throw new ArgumentException($"The value at position {i} is not a finite number.", name);
        }
    }
}
