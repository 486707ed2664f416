using Trading.Application.Backtests;
using Trading.Application.PaperTrading;

namespace Trading.Application.Simulations;

/// <summary>A simulation as the API shows it.</summary>
/// <param name="Simulation">What is simulated, and how far it has come.</param>
/// <param name="Progress">Fraction of its bars that it went through, 0 to 1.</param>
/// <param name="Result">What it came to, in the shape of a back-test's result; null until it has ended.</param>
/// <param name="Parity">How it compares with a back-test over the same bars; null until it has ended.</param>
public sealed record SimulationView(DeploymentView Simulation, double Progress, BacktestResultView? Result, ParityCertificate? Parity);
