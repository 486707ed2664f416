namespace Trading.Quant.Performance;

/// <summary>What a Monte Carlo simulation draws.</summary>
/// <param name="Method">How paths are drawn.</param>
/// <param name="Paths">Paths, 1 to <see cref="MaxPaths"/>.</param>
/// <param name="Seed">Chooses the paths; the same seed gives the same ones.</param>
/// <param name="InitialEquity">Equity before the first change, positive.</param>
/// <param name="RuinLevel">
/// Ruined is a path whose equity is at or below this fraction of the initial equity at any step, from 0 to below 1.
/// </param>
/// <param name="BlockLength">Length of a block, or its mean, in changes, 1 or more; looked at by the methods that draw blocks.</param>
/// <param name="Points">Most steps at which the bands are given, 1 to <see cref="MaxPoints"/>.</param>
public sealed record MonteCarloSettings(
    ResamplingMethod Method,
    int Paths,
    ulong Seed,
    double InitialEquity,
    double RuinLevel = 0.5,
    int BlockLength = 20,
    int Points = MonteCarloSettings.MaxPoints)
{
    /// <summary>Most paths: with <see cref="MaxPoints"/> they take 32 MB.</summary>
    public const int MaxPaths = 20_000;

    /// <summary>Most steps at which the bands are given.</summary>
    public const int MaxPoints = 200;
}
