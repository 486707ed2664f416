namespace Trading.Quant.Search;

/// <summary>Tries every combination of a grid in order.</summary>
/// <param name="space">Where to look; every range has a step.</param>
public sealed class GridSearch(ParameterSpace space) : ISearch
{
    /// <inheritdoc/>
    public IReadOnlyList<ParameterSet> Ask(IReadOnlyList<Trial> told, int count)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. space.Grid().Skip(told.Count).Take(count)];
    }
}
