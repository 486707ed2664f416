using Trading.Domain.Orders;

namespace Trading.Quant.Backtests;

/// <summary>A fill of a run.</summary>
/// <param name="Time">Bar in which it traded, UTC ticks.</param>
/// <param name="Instrument">Position of the instrument.</param>
/// <param name="Order">Number of the order, from 1.</param>
/// <param name="Side">Direction.</param>
/// <param name="Units">Above zero.</param>
/// <param name="Price">Per unit, slippage included.</param>
/// <param name="Commission">Commission.</param>
/// <param name="Tax">Transaction tax and fees of regulators.</param>
/// <param name="Tag">Why: the order's tag, or <c>stop</c>, <c>target</c>, <c>trail</c>, <c>delisted</c>, <c>margin</c>, <c>ruin</c>.</param>
public readonly record struct SimulatedFill(
    long Time, int Instrument, int Order, Side Side, double Units, double Price, double Commission, double Tax, string? Tag);
