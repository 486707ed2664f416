namespace Trading.Application.Backtests.Reports;

/// <summary>Something that a back-test takes for granted.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Text">What is assumed.</param>
public sealed record ReportAssumption(string Name, string Text);
