namespace Trading.Quant.Performance;

/// <summary>A figure of a report: what it is called, what it is measured in, and what convention it follows.</summary>
/// <param name="Key">Name in lower camel case, for machines.</param>
/// <param name="Name">Name for readers.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Convention">Formula, annualisation, and when it is undefined; to be shown beside the number.</param>
/// <param name="Value">Reads it from a report; NaN where it is undefined.</param>
public sealed record Figure(string Key, string Name, FigureUnit Unit, string Convention, Func<PerformanceReport, double> Value);
