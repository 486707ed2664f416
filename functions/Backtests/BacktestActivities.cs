namespace Trading.Functions.Backtests;

/// <summary>Names of a back-test's steps.</summary>
internal static class BacktestActivities
{
    public const string Run = "RunBacktest";
    public const string Complete = "CompleteBacktest";
    public const string Fail = "FailBacktest";
}
