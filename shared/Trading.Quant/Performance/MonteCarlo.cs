using Trading.Quant.Backtests;

namespace Trading.Quant.Performance;

/// <summary>What an equity might have become, had the same changes come in another order or another choice.</summary>
/// <param name="Steps">Changes made at the points of the bands, ascending; the last is the end of the paths.</param>
/// <param name="Bands">Percentiles of the equity at those points.</param>
/// <param name="FinalEquity">Of all paths.</param>
/// <param name="MaxDrawdown">Largest falls from the highest equity so far, of all paths, as fractions.</param>
/// <param name="ProbabilityOfLoss">Share of the paths that end below the initial equity.</param>
/// <param name="ProbabilityOfRuin">Share of the paths that are at or below the level of ruin at any step.</param>
public sealed record MonteCarlo(
    IReadOnlyList<int> Steps,
    IReadOnlyList<Percentiles> Bands,
    Percentiles FinalEquity,
    Percentiles MaxDrawdown,
    double ProbabilityOfLoss,
    double ProbabilityOfRuin)
{
    /// <summary>Draws paths and sums them up. Memory is bounded by points times paths, whatever the number of changes.</summary>
    /// <param name="changes">
    /// Changes of the equity as fractions of it, compounded along a path: a curve's returns, or those of <see cref="ChangesOf"/>. One or more.
    /// A path that has lost everything stays at 0.
    /// </param>
    /// <param name="settings">What to draw.</param>
    /// <param name="cancellationToken">Asked before each path.</param>
    /// <exception cref="ArgumentException">No changes, or one that is not a finite number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static MonteCarlo Run(ReadOnlySpan<double> changes, MonteCarloSettings settings, CancellationToken cancellationToken)
    {
        Require(changes, settings);
        var initial = settings.InitialEquity;
        var resampler = new Resampler(changes, settings);
        var points = PathPoints.Of(changes.Length, settings.Points);
        var equities = Array.ConvertAll(points, _ => new double[settings.Paths]);
        var falls = new double[settings.Paths];
        var path = new double[changes.Length];
        var (losses, ruins) = (0, 0);
        for (var i = 0; i < settings.Paths; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            resampler.Draw(i, path);
            var (equity, lowest) = (initial, initial);
            var drawdown = new RunningDrawdown(initial);
            var step = 0;
            for (var point = 0; point < points.Length; point++)
            {
                for (; step <= points[point]; step++)
                {
                    equity = Math.Max(0, equity * (1 + path[step]));   // what is lost stays lost
                    lowest = Math.Min(lowest, equity);
                    drawdown.Next(equity);
                }

                equities[point][i] = equity;
            }

            falls[i] = drawdown.Largest;
            losses += equity < initial ? 1 : 0;
            ruins += lowest <= settings.RuinLevel * initial ? 1 : 0;
        }

        var bands = Array.ConvertAll(equities, at => Percentiles.Of(at));
        return new MonteCarlo(
            Array.ConvertAll(points, point => point + 1), bands, bands[^1], Percentiles.Of(falls),
            (double)losses / settings.Paths, (double)ruins / settings.Paths);
    }

    /// <summary>Each closed trade's gain as a fraction of the equity before the bar of its entry, by the time of the exits.</summary>
    /// <param name="curve">Equity of the run that made the trades.</param>
    /// <param name="trades">
    /// Trades in any order. Those entered after the curve's end, or at an equity that was not positive, are left out.
    /// </param>
    public static double[] ChangesOf(EquityCurve curve, IReadOnlyList<BacktestTrade> trades)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(trades);
        return
        [
            .. from trade in trades
               where trade.ExitTime is not null
               orderby trade.ExitTime
               let index = curve.IndexAtOrAfter(trade.EntryTime)
               where index < curve.Count && curve.EquityBefore(index) > 0
               select trade.Profit / curve.EquityBefore(index),
        ];
    }

    private static void Require(ReadOnlySpan<double> changes, MonteCarloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!Enum.IsDefined(settings.Method))
            throw new ArgumentOutOfRangeException(nameof(settings), settings.Method, "No such method.");
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Paths, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Paths, MonteCarloSettings.MaxPaths);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Points, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Points, MonteCarloSettings.MaxPoints);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.BlockLength, 1);
        if (!(settings.InitialEquity > 0 && double.IsFinite(settings.InitialEquity)))
            throw new ArgumentOutOfRangeException(nameof(settings), settings.InitialEquity, "Initial equity must be a positive number.");
        if (settings.RuinLevel is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(settings), settings.RuinLevel, "The level of ruin must be in [0, 1).");
        if (changes.IsEmpty)
            throw new ArgumentException("Expected one change or more.", nameof(changes));
        foreach (var change in changes)
        {
            if (!double.IsFinite(change))
                throw new ArgumentException($"The change {change} is not a finite number.", nameof(changes));
        }
    }
}
