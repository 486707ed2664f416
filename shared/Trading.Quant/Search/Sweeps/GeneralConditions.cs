using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;

namespace Trading.Quant.Search.Sweeps;

/// <summary>What the general engine must know beyond rules and bars, for combinations that do not run from signal to signal.</summary>
/// <param name="Instrument">What is traded.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="Costs">Everything that trading costs.</param>
/// <param name="Segment">Whose ticks, price limits, taxes and fees hold; null for none.</param>
/// <param name="Lot">Units are traded in multiples of it; zero for fractions.</param>
public sealed record GeneralConditions(InstrumentId Instrument, Interval Interval, TradingCosts Costs, Segment? Segment, decimal Lot);
