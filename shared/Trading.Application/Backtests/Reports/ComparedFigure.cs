using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>A figure of several back-tests.</summary>
/// <param name="Key">Name for machines.</param>
/// <param name="Name">Name for readers.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Values">The number of each run; NaN where undefined.</param>
public sealed record ComparedFigure(string Key, string Name, FigureUnit Unit, IReadOnlyList<double> Values);
