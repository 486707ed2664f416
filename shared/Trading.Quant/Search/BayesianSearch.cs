namespace Trading.Quant.Search;

/// <summary>
/// Bayesian search: after a random start it models the score as a Gaussian process and tries the combination whose expected improvement over the
/// best so far is largest, which weighs what looks good against what is unknown. Few trials go far; for thousands of them the genetic
/// search is the better choice. One objective.
/// </summary>
/// <param name="space">Where to look.</param>
/// <param name="seed">Chooses the draws.</param>
/// <param name="randomTrials">Trials drawn at random before the model is used, 2 or more.</param>
/// <remarks>
/// Jones, Schonlau, Welch (1998), Efficient global optimization of expensive black-box functions. Combinations asked for together are kept apart
/// by believing that each comes to what the model expects of it: Ginsbourger, Le Riche, Carraro (2010), Kriging is well-suited to parallelize
/// optimization.
/// </remarks>
public sealed class BayesianSearch(ParameterSpace space, ulong seed, int randomTrials = 12) : ISearch
{
    /// <summary>The work of a fit grows with the cube of the trials it looks at: so many of the best are enough to know where the hills are.</summary>
    private const int MostTrials = 200;

    private const int Anywhere = 400;
    private const int Near = 200;
    private const int Hills = 5;

    private readonly bool[] isUnordered = [.. space.Ranges.Select(range => range.IsUnordered)];

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSet> Ask(IReadOnlyList<Trial> told, int count)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var seen = told.Select(trial => trial.Parameters).ToHashSet();
        var scores = told.Select(trial => trial.Scores[0]).Where(double.IsFinite).ToArray();
        var model = told.Count < Math.Max(2, randomTrials) || scores.Length == 0 ? null : Model(told, scores.Min());
        List<ParameterSet> asked = [];
        while (asked.Count < count)
        {
            var dice = new Dice(seed, told.Count + asked.Count);
            if (model is not null && Best(model, scores.Max(), ref dice, seen) is { } best)
            {
                seen.Add(best.Parameters);
                asked.Add(best.Parameters);
                if (asked.Count < count)
                    model = model with { Process = model.Process.With(best.Units, model.Process.At(best.Units).Mean) };
            }
            else if (RandomSearch.Draw(space, dice, seen) is { } drawn)
            {
                asked.Add(drawn);
            }
            else
            {
                break;
            }
        }

        return asked;
    }

    /// <summary>A trial that failed counts as the worst that did not.</summary>
    private Belief Model(IReadOnlyList<Trial> told, double worst)
    {
        var ranked = told.Select(trial => (Units: space.ToUnits(trial.Parameters), Score: double.IsFinite(trial.Scores[0]) ? trial.Scores[0] : worst))
            .OrderByDescending(trial => trial.Score).Take(MostTrials).ToArray();
        return new Belief(
            GaussianProcess.Fit([.. ranked.Select(trial => trial.Units)], [.. ranked.Select(trial => trial.Score)], isUnordered),
            [.. ranked.Take(Hills).Select(trial => trial.Units)]);
    }

    private (ParameterSet Parameters, double[] Units)? Best(Belief model, double bestScore, ref Dice dice, HashSet<ParameterSet> seen)
    {
        (ParameterSet, double[])? best = null;
        var most = double.NegativeInfinity;
        for (var i = 0; i < Anywhere + Near; i++)
        {
            var candidate = space.FromUnits(i < Anywhere ? Draw(ref dice) : Move(model.Hills[i % model.Hills.Count], i % 2 == 0 ? 0.1 : 0.02, ref dice));
            if (!space.Allows(candidate) || seen.Contains(candidate))
                continue;
            var units = space.ToUnits(candidate);   // the place of the value itself: a draw was rounded to a level
            var (mean, deviation) = model.Process.At(units);
            var improvement = Improvement((mean - bestScore) / deviation) * deviation;
            if (improvement > most)
                (best, most) = ((candidate, units), improvement);
        }

        return best;
    }

    private double[] Draw(ref Dice dice)
    {
        var units = new double[isUnordered.Length];
        for (var d = 0; d < units.Length; d++)
            units[d] = dice.Unit();
        return units;
    }

    private double[] Move(double[] from, double reach, ref Dice dice)
    {
        var units = new double[isUnordered.Length];
        for (var d = 0; d < units.Length; d++)
            units[d] = isUnordered[d] ? (dice.Unit() < 0.2 ? dice.Unit() : from[d]) : Math.Clamp(from[d] + (reach * dice.Normal()), 0, 1);
        return units;
    }

    /// <summary>The mean of what lies above zero in a normal distribution of deviation 1 around <paramref name="z"/>.</summary>
    /// <remarks>z Φ(z) + φ(z); for z far below zero the two cancel, and φ(z) / z² takes their place (Mills' ratio).</remarks>
    private static double Improvement(double z)
    {
        var density = Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
        return z < -5 ? density / (z * z) : (z * Cumulative(z)) + density;
    }

    /// <remarks>Abramowitz and Stegun (1964), 26.2.17; off by at most 7.5e-8.</remarks>
    private static double Cumulative(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail = Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI) *
            t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z > 0 ? 1 - tail : tail;
    }

    private sealed record Belief(GaussianProcess Process, IReadOnlyList<double[]> Hills);
}
