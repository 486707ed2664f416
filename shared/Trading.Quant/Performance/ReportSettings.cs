namespace Trading.Quant.Performance;

/// <summary>What a report holds beside the figures.</summary>
/// <param name="WorstDrawdowns">Most drawdowns listed, 0 or more.</param>
/// <param name="RollingWindow">
/// Bars in the window of the rolling figures, 2 or more; null for half a year, or a quarter of a shorter curve.
/// </param>
/// <param name="RollingPoints">Most points of the rolling figures, 1 or more.</param>
/// <param name="Trials">What was tried before the strategy was chosen; null when that is not known.</param>
public sealed record ReportSettings(
    int WorstDrawdowns = 10, int? RollingWindow = null, int RollingPoints = 500, SharpeTrials? Trials = null);
