namespace Trading.Application.Backtests;

/// <summary>A stretch of an equity curve as columns.</summary>
/// <param name="Times">Bar times in UTC ticks.</param>
/// <param name="Equity">Cash and the position's value at each bar's close.</param>
/// <param name="Drawdown">Fall from the highest equity so far, as a fraction of it.</param>
public sealed record EquityPoints(ReadOnlyMemory<long> Times, ReadOnlyMemory<double> Equity, ReadOnlyMemory<double> Drawdown)
{
    /// <summary>Number of points.</summary>
    public int Count => Times.Length;
}
