using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trading.Quant.Performance;

namespace Trading.Quant.Backtests.Fast;

/// <summary>
/// Drawdown and returns of an equity curve that is taken in by stretches: bars without a position in one step, bars with one in vectors.
/// The drawdown is that of a look at every bar, to the last bit; sums of returns differ from it by rounding alone.
/// </summary>
/// <remarks>
/// Between two highs of the equity the drawdown is largest at its lowest point, so one division for each high is enough. Vectors always have
/// eight lanes, so that every machine adds in the same order.
/// </remarks>
internal struct EquityFigures(double initial)
{
    private const int Lanes = 8;
    private static readonly Vector512<double> LaneNumbers = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);

    private double peak = initial;
    private double trough = initial;
    private double drawdown;
    private RunningMoments returns;

    /// <summary>The newest equity.</summary>
    public double Last { get; private set; } = initial;

    /// <summary>Largest fall from the highest equity so far, the start included, as a fraction of it.</summary>
    public readonly double MaxDrawdown => Math.Max(drawdown, 1 - (trough / peak));

    /// <summary>Sharpe ratio of the simple returns per bar, annualised, against a zero risk-free rate; NaN with fewer than two returns, or when they do not vary.</summary>
    /// <remarks>Sharpe (1994), Journal of Portfolio Management 21(1). Sample deviation (n - 1).</remarks>
    public readonly double Sharpe(double periodsPerYear) => returns.MeanPerDeviation(periodsPerYear);

    /// <summary>Takes in the equity at the next bar.</summary>
    public void Add(double equity)
    {
        var distance = (equity / Last) - 1 - returns.Mean;
        Last = equity;
        Track(equity);
        returns.Add(1, distance, distance * distance);
    }

    /// <summary>Takes in bars, one or more, whose equity is cash alone.</summary>
    public void AddCash(double cash, int bars)
    {
        Add(cash);
        var rest = bars - 1;
        if (rest > 0)
            returns.Add(rest, -returns.Mean * rest, returns.Mean * returns.Mean * rest);
    }

    /// <summary>Takes in bars, one or more, whose equity is cash and the value of a position at their closes.</summary>
    public void AddPosition(double cash, double quantity, ReadOnlySpan<double> closes)
    {
        Add(cash + (quantity * closes[0]));
        if (closes.Length > Lanes)
        {
            AddVectors(cash, quantity, closes);
            return;
        }

        for (var i = 1; i < closes.Length; i++)
            Add(cash + (quantity * closes[i]));
    }

    /// <summary>All bars but the first, which must be more than seven; the last vector reaches back over bars that were taken in already and leaves them out.</summary>
    private void AddVectors(double cash, double quantity, ReadOnlySpan<double> closes)
    {
        ref var first = ref MemoryMarshal.GetReference(closes);
        var (cashes, quantities, centre) = (Vector512.Create(cash), Vector512.Create(quantity), Vector512.Create(returns.Mean));
        var (sum, sumOfSquares) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (high, low) = (Vector512.Create(peak), Vector512.Create(trough));
        for (var i = 1; i < closes.Length; i += Lanes)
        {
            var at = Math.Min(i, closes.Length - Lanes);
            var before = cashes + (quantities * Vector512.LoadUnsafe(ref first, (nuint)(at - 1)));
            var equity = cashes + (quantities * Vector512.LoadUnsafe(ref first, (nuint)at));
            var distance = (equity / before) - Vector512<double>.One - centre;
            if (at < i)
            {
                var isNew = Vector512.GreaterThanOrEqual(LaneNumbers, Vector512.Create((double)(i - at)));
                distance = Vector512.ConditionalSelect(isNew, distance, Vector512<double>.Zero);
                equity = Vector512.ConditionalSelect(isNew, equity, high);
            }

            sum += distance;
            sumOfSquares += distance * distance;
            if (Vector512.LessThanOrEqualAll(equity, high))
            {
                low = Vector512.Min(low, equity);
                continue;
            }

            trough = Lowest(low);
            for (var lane = i - at; lane < Lanes; lane++)
                Track(equity[lane]);
            (high, low) = (Vector512.Create(peak), Vector512.Create(trough));
        }

        trough = Lowest(low);
        Last = cash + (quantity * closes[^1]);
        returns.Add(closes.Length - 1, Vector512.Sum(sum), Vector512.Sum(sumOfSquares));
    }

    /// <summary>NaN counts as a new high, so that it is never lost.</summary>
    private void Track(double equity)
    {
        if (equity <= peak)
        {
            trough = Math.Min(trough, equity);
            return;
        }

        drawdown = MaxDrawdown;
        peak = trough = Math.Max(peak, equity);
    }

    private static double Lowest(Vector512<double> values)
    {
        var four = Vector256.Min(values.GetLower(), values.GetUpper());
        var two = Vector128.Min(four.GetLower(), four.GetUpper());
        return Math.Min(two[0], two[1]);
    }
}
