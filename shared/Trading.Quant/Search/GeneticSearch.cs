namespace Trading.Quant.Search;

/// <summary>
/// Genetic search for one objective or several: parents win tournaments, children mix and mutate them, and of parents and children together
/// the best survive, so that the best found is never lost. With several objectives it spreads along the front of what cannot be improved.
/// </summary>
/// <remarks>
/// Deb and others (2002), NSGA-II: survival by front, then by distance from neighbours. Deb and Agrawal (1995): simulated binary crossover;
/// Deb and Goyal (1996): polynomial mutation. Unordered parameters are inherited from either parent and mutate to any choice.
/// </remarks>
public sealed class GeneticSearch : ISearch
{
    private const double Crossover = 0.9;
    private const double CrossoverIndex = 15;
    private const double MutationIndex = 20;
    private const int Attempts = 100;

    private readonly ParameterSpace space;
    private readonly ulong seed;
    private readonly int population;

    /// <summary>A search.</summary>
    /// <param name="space">Where to look.</param>
    /// <param name="seed">Chooses the draws.</param>
    /// <param name="population">Combinations in a generation, 4 or more.</param>
    public GeneticSearch(ParameterSpace space, ulong seed, int population = 40)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 4);
        this.space = space;
        this.seed = seed;
        this.population = population;
    }

    /// <inheritdoc/>
    /// <remarks>A generation needs the scores of the one before: no more than what is left of the current one is proposed at once.</remarks>
    public IReadOnlyList<ParameterSet> Ask(IReadOnlyList<Trial> told, int count)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var generation = told.Count / population;
        var wanted = Math.Min(count, ((generation + 1) * population) - told.Count);
        var seen = told.Select(trial => trial.Parameters).ToHashSet();
        var parents = generation == 0 ? null : Survivors(told, generation);
        List<ParameterSet> asked = [];
        while (asked.Count < wanted)
        {
            var dice = new Dice(seed, told.Count + asked.Count);
            var next = parents is null ? null : Child(parents, ref dice, seen);
            next ??= RandomSearch.Draw(space, dice, seen);
            if (next is null)
                break;
            seen.Add(next);
            asked.Add(next);
        }

        return asked;
    }

    /// <summary>Who is left after so many generations, best first.</summary>
    private List<Trial> Survivors(IReadOnlyList<Trial> told, int generations)
    {
        List<Trial> survivors = [];
        for (var generation = 0; generation < generations; generation++)
        {
            Trial[] all = [.. survivors, .. told.Skip(generation * population).Take(population)];
            var ranks = ParetoFront.Ranks(all);
            var crowding = ParetoFront.Crowding(all, ranks);
            survivors = [.. Enumerable.Range(0, all.Length).OrderBy(i => ranks[i]).ThenByDescending(i => crowding[i]).Take(population).Select(i => all[i])];
        }

        return survivors;
    }

    private ParameterSet? Child(List<Trial> parents, ref Dice dice, HashSet<ParameterSet> seen)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var one = space.ToUnits(Winner(parents, ref dice).Parameters);
            var other = space.ToUnits(Winner(parents, ref dice).Parameters);
            var mixes = dice.Unit() < Crossover;
            for (var d = 0; d < one.Length; d++)
            {
                if (mixes && dice.Unit() < 0.5)
                    one[d] = space.Ranges[d].IsUnordered ? other[d] : Mix(one[d], other[d], dice.Unit());
                if (dice.Unit() < 1.0 / one.Length)
                    one[d] = space.Ranges[d].IsUnordered ? dice.Unit() : Mutate(one[d], dice.Unit());
            }

            var child = space.FromUnits(one);
            if (space.Allows(child) && !seen.Contains(child))
                return child;
        }

        return null;
    }

    /// <summary>The better of two: survivors stand in order, the best first.</summary>
    private static Trial Winner(List<Trial> parents, ref Dice dice) => parents[Math.Min(dice.Below(parents.Count), dice.Below(parents.Count))];

    private static double Mix(double one, double other, double draw)
    {
        var spread = draw <= 0.5
            ? Math.Pow(2 * draw, 1 / (CrossoverIndex + 1))
            : Math.Pow(1 / (2 * (1 - draw)), 1 / (CrossoverIndex + 1));
        return Math.Clamp(0.5 * (((1 + spread) * one) + ((1 - spread) * other)), 0, 1);
    }

    private static double Mutate(double unit, double draw)
    {
        var shift = draw < 0.5
            ? Math.Pow(2 * draw, 1 / (MutationIndex + 1)) - 1
            : 1 - Math.Pow(2 * (1 - draw), 1 / (MutationIndex + 1));
        return Math.Clamp(unit + shift, 0, 1);
    }
}
