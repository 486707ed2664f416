using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Domain.Strategies;

/// <summary>A strategy and what it is put to work on.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Instrument">What it trades.</param>
/// <param name="Interval">Bars it is evaluated on.</param>
/// <param name="Rules">When it trades and how much.</param>
/// <param name="Costs">Costs it is charged when simulated.</param>
public sealed record StrategyDocument(string Name, InstrumentId Instrument, Interval Interval, StrategyRules Rules, TradingCosts Costs);
