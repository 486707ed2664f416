using Trading.Application.Backtests.Pins;
using Trading.Quant.Backtests;

namespace Trading.Application.Backtests;

/// <summary>A back-test's result as it is shown and sent: what is not defined is null, never NaN.</summary>
/// <param name="Bars">Bars evaluated.</param>
/// <param name="EntrySignals">Bars at whose close the entry rule held.</param>
/// <param name="ExitSignals">Bars at whose close the exit rule held.</param>
/// <param name="Buys">Entries filled.</param>
/// <param name="Sells">Exits filled.</param>
/// <param name="Winners">Closed trades that gained after both commissions.</param>
/// <param name="HasOpenPosition">True when the last entry was not closed.</param>
/// <param name="InitialCash">Cash at the start.</param>
/// <param name="FinalEquity">Cash and the position's value at the last close.</param>
/// <param name="FeesPaid">Commissions.</param>
/// <param name="TotalReturn">Equity gained as a fraction of the initial cash.</param>
/// <param name="MaxDrawdown">Largest fall from the highest equity so far, as a fraction of it.</param>
/// <param name="Sharpe">Annualised Sharpe ratio of the returns per bar, risk-free rate zero; null where undefined.</param>
/// <param name="PeriodsPerYear">Bars in a year used for the Sharpe ratio.</param>
/// <param name="Pins">What the result came from; null where that is told elsewhere or was not recorded.</param>
/// <param name="Denied">What limits did to it; null without limits, or where that is told elsewhere.</param>
public sealed record BacktestResultView(
    int Bars,
    int EntrySignals,
    int ExitSignals,
    int Buys,
    int Sells,
    int Winners,
    bool HasOpenPosition,
    double InitialCash,
    double FinalEquity,
    double FeesPaid,
    double TotalReturn,
    double MaxDrawdown,
    double? Sharpe,
    double PeriodsPerYear,
    BacktestPins? Pins = null,
    BacktestDenialsView? Denied = null)
{
    /// <summary>The view of a result.</summary>
    public static BacktestResultView Of(BacktestResult result, BacktestPins? pins = null, BacktestDenials? denials = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new BacktestResultView(
            result.Bars, result.EntrySignals, result.ExitSignals, result.Buys, result.Sells, result.Winners, result.HasOpenPosition,
            result.InitialCash, result.FinalEquity, result.FeesPaid, result.TotalReturn, result.MaxDrawdown,
            double.IsFinite(result.Sharpe) ? result.Sharpe : null, result.PeriodsPerYear, pins,
            denials is null ? null : BacktestDenialsView.Of(denials));
    }

    /// <summary>The result itself.</summary>
    public BacktestResult ToResult() => new(
        Bars, EntrySignals, ExitSignals, Buys, Sells, Winners, HasOpenPosition, InitialCash, FinalEquity, FeesPaid, TotalReturn, MaxDrawdown,
        Sharpe ?? double.NaN, PeriodsPerYear);
}
