using Trading.Domain.MarketData;
using Trading.Domain.Risk;

namespace Trading.Quant.Backtests;

/// <summary>Limits that the orders of a run must keep, judged by the checks that judge every order before it leaves.</summary>
/// <param name="Limits">The limits.</param>
/// <param name="Interval">Interval of the bars, which says when a bar closes and to which day it belongs.</param>
public sealed record SimulationLimits(RiskLimits Limits, Interval Interval);
