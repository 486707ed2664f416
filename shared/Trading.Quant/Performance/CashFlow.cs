namespace Trading.Quant.Performance;

/// <summary>Money that an investor puts in or gets back.</summary>
/// <param name="Date">When.</param>
/// <param name="Amount">Above zero got back, below zero put in.</param>
public readonly record struct CashFlow(DateOnly Date, double Amount);
