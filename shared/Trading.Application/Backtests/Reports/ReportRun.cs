namespace Trading.Application.Backtests.Reports;

/// <summary>What was run, in the words of its owner.</summary>
/// <param name="Name">Name of the strategy.</param>
/// <param name="Market">Market code.</param>
/// <param name="Symbol">Symbol.</param>
/// <param name="Interval">Interval code of the bars.</param>
/// <param name="Currency">Currency of all amounts, ISO 4217.</param>
/// <param name="Entry">Entry rule.</param>
/// <param name="Exit">Exit rule; null when a position is never closed.</param>
/// <param name="Bars">Bars evaluated.</param>
/// <param name="First">First bar, UTC.</param>
/// <param name="Last">Last bar, UTC.</param>
/// <param name="PeriodsPerYear">Bars in a year, by which figures are annualised.</param>
/// <param name="InitialEquity">Cash at the start.</param>
/// <param name="FinalEquity">Equity at the last close.</param>
/// <param name="Synthetic">True when the bars were generated and are no market's prices.</param>
public sealed record ReportRun(
    string Name,
    string Market,
    string Symbol,
    string Interval,
    string Currency,
    string Entry,
    string? Exit,
    int Bars,
    DateTime First,
    DateTime Last,
    double PeriodsPerYear,
    double InitialEquity,
    double FinalEquity,
    bool Synthetic);
