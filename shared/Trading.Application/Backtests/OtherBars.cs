using Trading.Application.MarketData;
using Trading.Domain.MarketData;

namespace Trading.Application.Backtests;

/// <summary>Bars that a strategy's rules look at and that it does not trade.</summary>
/// <param name="Key">Which.</param>
/// <param name="Bars">The bars.</param>
public sealed record OtherBars(BarKey Key, BarSeries Bars);
