using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>A Monte Carlo simulation and what it drew.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Unit">What a step is.</param>
/// <param name="Method">How paths were drawn.</param>
/// <param name="Paths">Number of paths.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="RuinLevel">Fraction of the initial equity at which a path counts as ruined.</param>
/// <param name="Result">What came of it.</param>
public sealed record ReportSimulation(
    string Name, string Unit, ResamplingMethod Method, int Paths, ulong Seed, double RuinLevel, MonteCarlo Result)
{
    private const int MostPaths = 1_000;
    private const int LeastPaths = 200;
    private const int MostSteps = 100_000_000;   // of all paths together: about a second
    private const ulong FixedSeed = 1;

    /// <summary>Draws; null when there are too few changes, or one is undefined.</summary>
    internal static ReportSimulation? Of(
        string name, string unit, ResamplingMethod method, ReadOnlySpan<double> changes, double initialEquity, CancellationToken cancellationToken)
    {
        if (changes.Length < 2)
            return null;
        foreach (var change in changes)
        {
            if (!double.IsFinite(change))
                return null;
        }

        var paths = Math.Clamp(MostSteps / changes.Length, LeastPaths, MostPaths);
        var settings = new MonteCarloSettings(method, paths, FixedSeed, initialEquity, Points: 120);
        return new ReportSimulation(
            name, unit, method, paths, FixedSeed, settings.RuinLevel, MonteCarlo.Run(changes, settings, cancellationToken));
    }
}
