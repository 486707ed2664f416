using Trading.Quant.Backtests;

namespace Trading.Quant.Search;

/// <summary>Results by what a search looks for.</summary>
public static class Objectives
{
    /// <summary>How well a result does; larger is better, so that a drawdown is negative. NaN where undefined.</summary>
    /// <remarks>Young (1991) for the Calmar ratio, here without its window of three years; NaN without a drawdown.</remarks>
    public static double Score(this Objective objective, BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return objective switch
        {
            Objective.Sharpe => result.Sharpe,
            Objective.FinalEquity => result.FinalEquity,
            Objective.TotalReturn => result.TotalReturn,
            Objective.Calmar => result.MaxDrawdown > 0
                ? (Math.Pow(1 + result.TotalReturn, result.PeriodsPerYear / result.Bars) - 1) / result.MaxDrawdown
                : double.NaN,
            Objective.MaxDrawdown => -result.MaxDrawdown,
            _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "Unknown objective."),
        };
    }
}
