using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>Figures of the trades in one symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Trades">The figures.</param>
public sealed record SymbolFigures(string Symbol, TradeFigures Trades);
