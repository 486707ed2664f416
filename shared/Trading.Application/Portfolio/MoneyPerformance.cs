using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>How money did from session to session, shown in one currency. Returns are fractions; what is not defined is null.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="From">Day of the first session.</param>
/// <param name="To">Day of the last session.</param>
/// <param name="StartValue">Worth at the close before the first session.</param>
/// <param name="EndValue">Worth at the last close.</param>
/// <param name="PaidIn">Came from outside: deposits, and for one currency by itself what was got for others.</param>
/// <param name="TakenOut">Left: withdrawals, and for one currency by itself what was given for others.</param>
/// <param name="Profit">What the end is worth over the start and what was moved, after all costs; of all currencies together also what the rates did.</param>
/// <param name="DayProfit">Profit of the last session alone.</param>
/// <param name="DayReturn">Time-weighted return of the last session alone.</param>
/// <param name="TimeWeightedReturn">Daily returns linked, free of what was moved.</param>
/// <param name="MoneyWeighted">The rate at which the money that was there grew.</param>
/// <param name="Figures">Of the time-weighted returns, 252 sessions a year; <c>cagr</c> and <c>calmar</c> only from a year on.</param>
/// <param name="Drawdowns">The deepest five, deepest first, of the time-weighted returns.</param>
/// <param name="Periods">Returns by day, month or year, oldest first.</param>
public record MoneyPerformance(
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
    IReadOnlyList<PeriodReturn> Periods);
