using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>A figure with what it means.</summary>
/// <param name="Key">Name for machines.</param>
/// <param name="Name">Name for readers.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Convention">Formula, annualisation, and when it is undefined.</param>
/// <param name="Value">The number; NaN where undefined.</param>
/// <param name="Interval">Where the true value may well lie; null when that is not estimated.</param>
public sealed record ReportFigure(string Key, string Name, FigureUnit Unit, string Convention, double Value, FigureInterval? Interval);
