using Trading.Quant.Backtests;

namespace Trading.Quant.Search.Sweeps;

/// <summary>Keeps the best results of a sweep and forgets the others.</summary>
/// <param name="keep">How many, 1 or more.</param>
/// <param name="score">What is judged by; larger is better, NaN is never kept.</param>
public sealed class BestResults(int keep, Func<BacktestResult, double> score)
{
    private readonly List<(double Score, SweepResult Result)> best = [];

    /// <summary>The best so far, the best first; of equals the one that came first.</summary>
    public IReadOnlyList<SweepResult> Results => [.. best.Select(entry => entry.Result)];

    /// <summary>Looks at one more result.</summary>
    public void Add(SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var value = score(result.Result);
        if (double.IsNaN(value) || (best.Count == keep && value <= best[^1].Score))
            return;
        var at = best.Count;
        while (at > 0 && value > best[at - 1].Score)
            at--;
        best.Insert(at, (value, result));
        if (best.Count > keep)
            best.RemoveAt(keep);
    }
}
