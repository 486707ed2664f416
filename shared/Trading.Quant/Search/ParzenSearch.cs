namespace Trading.Quant.Search;

/// <summary>
/// Bayesian search by density estimation: after a random start it models where the good trials lie, l(x), and where the others do, g(x), and
/// tries the candidate drawn from l for which l(x) / g(x), and with it the expected improvement, is largest. One objective.
/// </summary>
/// <param name="space">Where to look.</param>
/// <param name="seed">Chooses the draws.</param>
/// <param name="randomTrials">Trials drawn at random before the model is used.</param>
/// <remarks>
/// Bergstra, Bardenet, Bengio, Kégl (2011), Algorithms for hyper-parameter optimization; densities over all parameters at once as in
/// Falkner, Klein, Hutter (2018), BOHB, so that parameters that matter together are learnt together; bandwidths by Scott (1992).
/// </remarks>
public sealed class ParzenSearch(ParameterSpace space, ulong seed, int randomTrials = 20) : ISearch
{
    private const double GoodShare = 0.15;
    private const int Candidates = 64;

    /// <inheritdoc/>
    /// <remarks>Combinations asked for together are kept apart: each counts as one that was not good for those after it.</remarks>
    public IReadOnlyList<ParameterSet> Ask(IReadOnlyList<Trial> told, int count)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var seen = told.Select(trial => trial.Parameters).ToHashSet();
        // Order by score is stable, so that of equals the one tried first comes first; NaN is smaller than any number.
        var ranked = told.OrderByDescending(trial => trial.Scores[0], Comparer<double>.Default)
            .Select(trial => space.ToUnits(trial.Parameters)).ToList();
        var good = ranked.Take((int)Math.Ceiling(told.Count * GoodShare)).ToList();
        var others = ranked.Skip(good.Count).ToList();
        List<ParameterSet> asked = [];
        while (asked.Count < count)
        {
            var dice = new Dice(seed, told.Count + asked.Count);
            var next = told.Count < randomTrials ? null : Best(good, others, dice, seen);
            next ??= RandomSearch.Draw(space, dice, seen);
            if (next is null)
                break;
            seen.Add(next);
            asked.Add(next);
            others.Add(space.ToUnits(next));
        }

        return asked;
    }

    private ParameterSet? Best(List<double[]> good, List<double[]> others, Dice dice, HashSet<ParameterSet> seen)
    {
        var (likely, unlikely) = (new ParzenDensity(space, good), new ParzenDensity(space, others));
        var (best, most) = ((ParameterSet?)null, double.NegativeInfinity);
        for (var i = 0; i < Candidates; i++)
        {
            var candidate = space.FromUnits(likely.Draw(ref dice));
            if (!space.Allows(candidate) || seen.Contains(candidate))
                continue;
            // The place of the value itself: a draw was rounded to the nearest level.
            var units = space.ToUnits(candidate);
            var gain = Math.Log(likely.At(units)) - Math.Log(unlikely.At(units));
            if (gain > most)
                (best, most) = (candidate, gain);
        }

        return best;
    }
}
