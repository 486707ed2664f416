namespace Trading.Quant.Backtests;

/// <summary>An order that a strategy gives or does not give, depending on bars that had not closed.</summary>
/// <param name="Time">Last bar of the shorter run, UTC ticks.</param>
/// <param name="Whole">The order over all bars; null when there is none in its place.</param>
/// <param name="Part">The order over the bars up to <paramref name="Time"/>; null when there is none in its place.</param>
public sealed record LookAheadFinding(long Time, SimulatedOrder? Whole, SimulatedOrder? Part);
