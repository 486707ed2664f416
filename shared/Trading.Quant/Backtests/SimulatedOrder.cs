namespace Trading.Quant.Backtests;

/// <summary>An order as a strategy gave it.</summary>
/// <param name="Time">Newest bar that had closed, UTC ticks.</param>
/// <param name="Id">Number, from 1.</param>
/// <param name="Request">What was asked for.</param>
public readonly record struct SimulatedOrder(long Time, int Id, OrderRequest Request);
