namespace Trading.Quant.Search;

/// <summary>Tries combinations drawn at random, none twice: with the same number of trials it sees more of each parameter than a grid.</summary>
/// <param name="space">Where to look.</param>
/// <param name="seed">Chooses the draws.</param>
/// <remarks>Bergstra and Bengio (2012), Random search for hyper-parameter optimization.</remarks>
public sealed class RandomSearch(ParameterSpace space, ulong seed) : ISearch
{
    private const int Attempts = 2_000;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSet> Ask(IReadOnlyList<Trial> told, int count)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var seen = told.Select(trial => trial.Parameters).ToHashSet();
        List<ParameterSet> asked = [];
        while (asked.Count < count && Draw(space, new Dice(seed, told.Count + asked.Count), seen) is { } drawn)
            asked.Add(drawn);
        return asked;
    }

    /// <summary>A combination that is allowed and was not seen, and is seen from then on; null when many attempts find none.</summary>
    internal static ParameterSet? Draw(ParameterSpace space, Dice dice, HashSet<ParameterSet> seen)
    {
        var units = new double[space.Ranges.Count];
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            for (var i = 0; i < units.Length; i++)
                units[i] = dice.Unit();
            var drawn = space.FromUnits(units);
            if (space.Allows(drawn) && seen.Add(drawn))
                return drawn;
        }

        return null;
    }
}
