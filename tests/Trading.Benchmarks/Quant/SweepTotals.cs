using Trading.Quant.Backtests;
using Trading.Quant.Search.Sweeps;

namespace Trading.Benchmarks.Quant;

/// <summary>What all combinations of a sweep came to together.</summary>
internal sealed class SweepTotals
{
    private readonly BestResults best = new(1, result => result.FinalEquity);
    private SweepResult? first;
    private SweepResult? last;
    private long buys;
    private long sells;
    private double sum;

    public long Combinations { get; private set; }

    public BacktestResult First => first!.Result;

    public BacktestResult Last => last!.Result;

    public void Add(SweepResult result)
    {
        first ??= result;
        last = result;
        Combinations++;
        buys += result.Result.Buys;
        sells += result.Result.Sells;
        sum += result.Result.FinalEquity;
        best.Add(result);
    }

    /// <exception cref="InvalidOperationException">A count differs, or a figure by more than 1e-9.</exception>
    public void Expect(long combinations, long expectedBuys, long expectedSells, double sumOfEquity, string bestParameters, double bestEquity)
    {
        Check.Same(combinations, Combinations);
        Check.Same(expectedBuys, buys);
        Check.Same(expectedSells, sells);
        Check.Near(sumOfEquity, sum, 1e-9);
        Check.Near(bestEquity, best.Results[0].Result.FinalEquity, 1e-9);
        if (best.Results[0].Parameters.ToString() != bestParameters)
            throw new InvalidOperationException($"The best is {best.Results[0].Parameters}, expected {bestParameters}.");
    }
}
