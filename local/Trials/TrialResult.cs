namespace Trading.Local.Trials;

/// <summary>How a seed went.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Violations">Promises that were broken; none is how it should be.</param>
/// <param name="Figures">What happened, in an order that a kind of trial always keeps.</param>
internal sealed record TrialResult(int Seed, IReadOnlyList<string> Violations, IReadOnlyList<TrialFigure> Figures)
{
    /// <summary>Figures of several seeds together.</summary>
    public static IEnumerable<TrialFigure> Sum(IEnumerable<TrialFigure> figures) =>
        figures.GroupBy(figure => figure.Name).Select(same => new TrialFigure(same.Key, same.Sum(figure => figure.Count)));
}

/// <summary>A figure of a trial.</summary>
/// <param name="Name">What is counted, in the plural.</param>
/// <param name="Count">How many.</param>
internal sealed record TrialFigure(string Name, int Count);
