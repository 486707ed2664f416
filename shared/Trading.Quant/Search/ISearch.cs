namespace Trading.Quant.Search;

/// <summary>
/// Decides which combinations to try next. A pure function of its settings, its seed and what was told so far: it remembers nothing, so
/// that a search can be stopped, stored as the list of its trials, and go on anywhere with the same proposals.
/// </summary>
public interface ISearch
{
    /// <summary>The next combinations to try.</summary>
    /// <param name="told">Every combination asked for so far with its scores, in the order in which they were asked for.</param>
    /// <param name="count">How many are wanted, 1 or more.</param>
    /// <returns>At most as many as wanted, none of them twice; fewer at the end of a generation, none when nothing is left to try.</returns>
    IReadOnlyList<ParameterSet> Ask(IReadOnlyList<Trial> told, int count);
}
