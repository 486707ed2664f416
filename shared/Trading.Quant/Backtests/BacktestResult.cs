namespace Trading.Quant.Backtests;

/// <summary>What a back-test came to. Money is in the instrument's currency.</summary>
/// <param name="Bars">Times at which a bar closed.</param>
/// <param name="EntrySignals">Bars at whose close the entry rule held, in whatever position.</param>
/// <param name="ExitSignals">Bars at whose close the exit rule held, in whatever position.</param>
/// <param name="Buys">Positions opened, short ones too.</param>
/// <param name="Sells">Exits filled.</param>
/// <param name="Winners">Closed trades that gained after both commissions.</param>
/// <param name="HasOpenPosition">True when the last entry was not closed; it is marked at the last close.</param>
/// <param name="InitialCash">Cash at the start.</param>
/// <param name="FinalEquity">Cash and the position's value at the last close.</param>
/// <param name="FeesPaid">Commissions and transaction taxes.</param>
/// <param name="TotalReturn">Equity gained as a fraction of the initial cash.</param>
/// <param name="MaxDrawdown">Largest fall from the highest equity so far, as a fraction of it.</param>
/// <param name="Sharpe">Annualised Sharpe ratio of the returns per bar; NaN where undefined.</param>
/// <param name="PeriodsPerYear">Bars in a year used for the Sharpe ratio.</param>
public sealed record BacktestResult(
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
    double Sharpe,
    double PeriodsPerYear);
