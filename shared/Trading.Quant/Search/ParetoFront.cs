namespace Trading.Quant.Search;

/// <summary>Orders trials with several objectives, none of which counts more than another: larger is better in each, NaN is worst.</summary>
/// <remarks>Deb, Pratap, Agarwal, Meyarivan (2002), A fast and elitist multiobjective genetic algorithm: NSGA-II.</remarks>
public static class ParetoFront
{
    /// <summary>The trials that no other beats: there is none as good in every objective and better in one.</summary>
    /// <returns>In the order given.</returns>
    public static IReadOnlyList<Trial> Of(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        List<Trial> front = [];
        foreach (var trial in trials)
        {
            if (front.Exists(other => Beats(other, trial)))
                continue;
            front.RemoveAll(other => Beats(trial, other));
            front.Add(trial);
        }

        return front;
    }

    /// <summary>The front in which each trial lies: 0 for those that no other beats, 1 for those that only front 0 beats, and so on.</summary>
    public static int[] Ranks(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var ranks = new int[trials.Count];
        var beatenBy = new int[trials.Count];
        var beats = new List<int>[trials.Count];
        for (var i = 0; i < trials.Count; i++)
        {
            beats[i] = [];
            for (var j = 0; j < trials.Count; j++)
            {
                if (Beats(trials[i], trials[j]))
                    beats[i].Add(j);
                else if (Beats(trials[j], trials[i]))
                    beatenBy[i]++;
            }
        }

        var front = Enumerable.Range(0, trials.Count).Where(i => beatenBy[i] == 0).ToList();
        for (var rank = 0; front.Count > 0; rank++)
        {
            List<int> next = [];
            foreach (var i in front)
            {
                ranks[i] = rank;
                next.AddRange(beats[i].Where(j => --beatenBy[j] == 0));
            }

            front = next;
        }

        return ranks;
    }

    /// <summary>How far each trial is from its neighbours in its front, as the sum over objectives of the gap around it in parts of the front's extent; the ends of a front are infinitely far.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="ranks">Their fronts.</param>
    public static double[] Crowding(IReadOnlyList<Trial> trials, IReadOnlyList<int> ranks)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(ranks);
        var distances = new double[trials.Count];
        foreach (var front in Enumerable.Range(0, trials.Count).GroupBy(i => ranks[i]))
        {
            for (var objective = 0; objective < trials[0].Scores.Count; objective++)
            {
                var sorted = front.OrderBy(i => Score(trials[i], objective)).ToArray();
                var extent = Score(trials[sorted[^1]], objective) - Score(trials[sorted[0]], objective);
                distances[sorted[0]] = distances[sorted[^1]] = double.PositiveInfinity;
                for (var k = 1; k < sorted.Length - 1 && extent > 0 && double.IsFinite(extent); k++)
                    distances[sorted[k]] += (Score(trials[sorted[k + 1]], objective) - Score(trials[sorted[k - 1]], objective)) / extent;
            }
        }

        return distances;
    }

    /// <summary>True when one is as good as the other in every objective and better in one.</summary>
    public static bool Beats(Trial one, Trial other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var isBetter = false;
        for (var objective = 0; objective < one.Scores.Count; objective++)
        {
            var (mine, theirs) = (Score(one, objective), Score(other, objective));
            if (mine < theirs)
                return false;
            isBetter |= mine > theirs;
        }

        return isBetter;
    }

    private static double Score(Trial trial, int objective) =>
        double.IsNaN(trial.Scores[objective]) ? double.NegativeInfinity : trial.Scores[objective];
}
