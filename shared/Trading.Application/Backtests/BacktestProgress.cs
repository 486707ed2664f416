namespace Trading.Application.Backtests;

/// <summary>What an open page is told of a back-test.</summary>
/// <param name="Id">Which.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Progress">Fraction of the bars that were gone through.</param>
public sealed record BacktestProgress(string Id, BacktestStatus Status, double Progress);
