using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>How the money of all currencies did, shown in one: amounts at the rate of their day, so that what the rates did is part of it.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="From">Day of the first session.</param>
/// <param name="To">Day of the last session.</param>
/// <param name="StartValue">Worth at the close before the first session.</param>
/// <param name="EndValue">Worth at the last close.</param>
/// <param name="PaidIn">Deposits.</param>
/// <param name="TakenOut">Withdrawals.</param>
/// <param name="Profit">What the end is worth over the start and what was moved, after all costs.</param>
/// <param name="DayProfit">Profit of the last session alone.</param>
/// <param name="DayReturn">Time-weighted return of the last session alone.</param>
/// <param name="TimeWeightedReturn">Daily returns linked, free of what was moved.</param>
/// <param name="MoneyWeighted">The rate at which the money that was there grew.</param>
/// <param name="Figures">Of the time-weighted returns, 252 sessions a year; <c>cagr</c> and <c>calmar</c> only from a year on.</param>
/// <param name="Drawdowns">The deepest five, deepest first, of the time-weighted returns.</param>
/// <param name="Periods">Returns by day, month or year, oldest first.</param>
public sealed record TogetherPerformance(
    string Currency,
    DateOnly From,
    DateOnly To,
    decimal StartValue,
    decimal EndValue,
    decimal PaidIn,
    decimal TakenOut,
    decimal Profit,
    decimal DayProfit,
    double DayReturn,
    double TimeWeightedReturn,
    MoneyWeightedView MoneyWeighted,
    ReturnFigures? Figures,
    IReadOnlyList<DrawdownView> Drawdowns,
    IReadOnlyList<PeriodReturn> Periods)
{
    /// <summary>Of what one currency did, or all together as if they were one.</summary>
    internal static TogetherPerformance Of(CurrencyPerformance one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new TogetherPerformance(
            one.Currency, one.From, one.To, one.StartValue, one.EndValue, one.PaidIn, one.TakenOut, one.Profit, one.DayProfit, one.DayReturn, one.TimeWeightedReturn,
            one.MoneyWeighted, one.Figures, one.Drawdowns, one.Periods);
    }
}
