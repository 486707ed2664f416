using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>Figures that are read together.</summary>
/// <param name="Name">What they are about.</param>
/// <param name="Figures">The figures, in the order in which they are read.</param>
public sealed record ReportFigureGroup(string Name, IReadOnlyList<ReportFigure> Figures)
{
    // Each group runs from the figure named to the one before the next group's.
    private static readonly (string First, string Name)[] Starts =
    [
        ("totalReturn", "Return and risk"), ("alpha", "Against buy and hold"), ("closed", "Trades"), ("probabilisticSharpe", "Belief"),
    ];

    /// <summary>All figures of a report, with intervals where one is known.</summary>
    internal static IReadOnlyList<ReportFigureGroup> Of(PerformanceReport report, IReadOnlyDictionary<string, FigureInterval> intervals)
    {
        var groups = new List<(string Name, List<ReportFigure> Figures)>();
        foreach (var figure in FigureCatalog.All)
        {
            var start = Array.FindIndex(Starts, group => group.First == figure.Key);
            if (start >= 0)
                groups.Add((Starts[start].Name, []));
            groups[^1].Figures.Add(new ReportFigure(
                figure.Key, figure.Name, figure.Unit, figure.Convention, figure.Value(report), intervals.GetValueOrDefault(figure.Key)));
        }

        return [.. groups.Select(group => new ReportFigureGroup(group.Name, group.Figures))];
    }
}
