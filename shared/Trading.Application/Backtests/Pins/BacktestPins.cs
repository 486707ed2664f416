namespace Trading.Application.Backtests.Pins;

/// <summary>What a result came from, so that it can be made again. A run with the same pins gives the same result hash.</summary>
/// <param name="Strategy">Version of the strategy: see <see cref="StrategyVersion"/>.</param>
/// <param name="Data">SHA-256 over the bars used, times and all columns.</param>
/// <param name="Engine">Version of the engine: see <see cref="EngineVersion"/>.</param>
/// <param name="CommissionRate">Commission charged, as a fraction of the notional per side.</param>
/// <param name="SlippageRate">Slippage charged, as a fraction of the price.</param>
/// <param name="Seed">Seed of what the run draws; 0, as this engine draws nothing.</param>
/// <param name="Result">SHA-256 over the equity at every close and all trades.</param>
public sealed record BacktestPins(
    string Strategy, string Data, string Engine, decimal CommissionRate, decimal SlippageRate, ulong Seed, string Result)
{
    /// <summary>Version of the limits that it kept; null for none.</summary>
    public string? Limits { get; init; }
}
