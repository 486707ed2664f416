namespace Trading.Application.Portfolio;

/// <summary>The money of one currency on the first screen.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="TotalAssets">Cash and positions at the last stored prices.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="StockValue">Of the positions.</param>
/// <param name="AsOf">Day of the last session that has closed, which profits and returns reach to; null before the first.</param>
/// <param name="DayProfit">Profit of that session; null before the first.</param>
/// <param name="DayReturn">Return of that session, as a fraction.</param>
/// <param name="TotalProfit">Profit since the first session; null before it.</param>
/// <param name="TotalReturn">Time-weighted return since the first session, as a fraction.</param>
public sealed record DashboardMoney(
    string Currency,
    decimal TotalAssets,
    decimal Cash,
    decimal StockValue,
    DateOnly? AsOf,
    decimal? DayProfit,
    double DayReturn,
    decimal? TotalProfit,
    double TotalReturn);
