using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Strategies;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks.Quant;

/// <summary>The best 50 of 500 symbols by their gain in 126 days, chosen anew every 21 days over ten years, in the general engine.</summary>
internal static class RotationSpeed
{
    private const int Rounds = 15;

    public static void Run()
    {
        SimulatedInstrument[] symbols = [.. Enumerable.Range(0, 500).Select(symbol => new SimulatedInstrument(
            InstrumentId.Create(Market.US, $"S{symbol:000}"), SyntheticBars.Daily(symbol, 2520, new DateOnly(2010, 1, 1))))];
        var settings = new SimulationSettings(1_000_000, new TradingCosts(0.001m, 0), Annualisation.SessionsPerYear);
        var seconds = Enumerable.Range(0, Rounds).Select(_ => Measure.Seconds(() => Expect(Simulation.Run(
            symbols, new MomentumRotation(lookback: 126, every: 21, count: 50, invested: 0.99), settings)))).ToArray();

        Measure.PrintSeconds("w3", Measure.Least(seconds));
        Measure.PrintSeconds("w3.median", Measure.Median(seconds));
        Measure.PrintPeak();
    }

    /// <summary>The figures on which numpy, backtrader, vectorbt and LEAN agree.</summary>
    private static void Expect(SimulationResult result)
    {
        Check.Same(7_885, result.Fills.Count);
        Check.Same(113, result.Fills.DistinctBy(fill => fill.Time).Count());
        Check.Near(1_758_809.00239, result.FinalEquity, 1e-9);
        Check.Near(16_621.51253, result.FinalCash, 1e-9);
        Check.Near(121_316.89618, result.Commissions, 1e-9);
    }
}
