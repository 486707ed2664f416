using Trading.Application.Backtests;
using Trading.Application.PaperTrading;
using Trading.Domain.MarketData;

namespace Trading.Application.Simulations;

/// <summary>A simulation that has ended, and what it came to.</summary>
/// <param name="Deployment">What was simulated.</param>
/// <param name="Bars">The bars that it went through.</param>
/// <param name="IsSynthetic">True when the bars were generated and are no market's prices.</param>
/// <param name="Run">What it came to, in the shape of a back-test.</param>
/// <param name="Parity">How it compares with a back-test over the same bars.</param>
public sealed record Simulation(Deployment Deployment, BarSeries Bars, bool IsSynthetic, BacktestRun Run, ParityCertificate Parity);
