using Trading.Application.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests.Fast;
using Trading.Quant.Performance;
using Trading.Quant.Search;
using Trading.Quant.Search.Validation;

namespace Trading.Application.Optimisations;

/// <summary>Makes of all chunks what a search came to.</summary>
public static class OptimisationJudge
{
    private const int MostTop = 10;
    private const int MostFront = 50;
    private const int MostSampled = 50;
    private const int MostSampledReturns = 8_000_000;

    /// <summary>Judges a search.</summary>
    /// <param name="request">The search.</param>
    /// <param name="bars">The bars that every trial ran on.</param>
    /// <param name="chunks">All of its chunks in order.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">There is no trial, or a trial ran on other bars.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static OptimisationResult Judge(
        OptimisationRequest request, BarSeries bars, IReadOnlyList<OptimisationChunk> chunks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(chunks);
        OptimisationTrial[] trials = [.. chunks.SelectMany(chunk => chunk.Trials)];
        if (trials.Length == 0)
            throw new InvalidOperationException("No combination keeps to the constraints.");
        if (trials.Any(trial => trial.Result.Bars != bars.Count))
            throw new InvalidOperationException("The stored bars changed while the search ran; start it again.");

        var top = Ranked(trials, request.Objectives[0]).Take(MostTop).ToArray();
        var names = trials[0].Parameters.Names;
        var plateau = names.Count < 2 ? null : HeatMap.Of(trials.Select(trial => trial.Scored(request.Objectives[0])), names[0], names[1]).Plateau;
        return new OptimisationResult(
            trials.Length,
            [.. top.Select(trial => TrialView.Of(trial, request.Objectives))],
            Front(trials, request.Objectives),
            names.Count < 2 ? null : names[0],
            names.Count < 2 ? null : names[1],
            plateau,
            Honesty(request, bars, trials, top[0], cancellationToken),
            request.Folds is null ? null : Validate(request, bars, trials, chunks, cancellationToken));
    }

    /// <summary>Trials by a score, the best first; of equals the earlier, and those without a score last.</summary>
    public static IEnumerable<OptimisationTrial> Ranked(IEnumerable<OptimisationTrial> trials, Objective objective) =>
        trials.OrderByDescending(trial => objective.Score(trial.Result));   // NaN is the smallest in the order of numbers

    private static IReadOnlyList<TrialView> Front(OptimisationTrial[] trials, IReadOnlyList<Objective> objectives)
    {
        if (objectives.Count < 2)
            return [];
        var byParameters = trials.DistinctBy(trial => trial.Parameters).ToDictionary(trial => trial.Parameters);
        return [.. ParetoFront.Of([.. trials.Select(trial => trial.Scored(objectives))]).OrderByDescending(trial => trial.Scores[0])
            .Take(MostFront).Select(trial => TrialView.Of(byParameters[trial.Parameters], objectives))];
    }

    private static OptimisationHonesty Honesty(
        OptimisationRequest request, BarSeries bars, OptimisationTrial[] trials, OptimisationTrial best, CancellationToken cancellationToken)
    {
        var periods = OptimisationEngine.Settings(request).PeriodsPerYear;
        var curve = new EquityCurve(bars.Times.ToArray(), Equity(request, bars, best), (double)request.Backtest.InitialCash, periods);
        var figures = HonestyFigures.Of(
            curve, ReturnFigures.Of(curve), SharpeTrials.Of([.. trials.Select(trial => trial.Result.Sharpe / Math.Sqrt(periods))]));
        var (overfitting, sampled) = Overfitting(request, bars, trials, cancellationToken);
        return new OptimisationHonesty(
            TrialView.Defined(figures.ExpectedMaximumSharpe), TrialView.Defined(figures.DeflatedSharpe), overfitting, sampled);
    }

    private static (double? Probability, int Trials) Overfitting(
        OptimisationRequest request, BarSeries bars, OptimisationTrial[] trials, CancellationToken cancellationToken)
    {
        var count = Math.Min(trials.Length, Math.Min(MostSampled, MostSampledReturns / bars.Count));
        if (count < 2 || bars.Count < 2 * BacktestOverfitting.DefaultBlocks)
            return (null, 0);
        List<ReadOnlyMemory<double>> returns = [];
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var equity = Equity(request, bars, trials[(int)((long)i * (trials.Length - 1) / (count - 1))]);
            var previous = (double)request.Backtest.InitialCash;
            for (var bar = 0; bar < equity.Length; bar++)
                (equity[bar], previous) = ((equity[bar] / previous) - 1, equity[bar]);
            // A series that is not finite, of an account that was lost, can't be compared.
            if (equity.All(double.IsFinite))
                returns.Add(equity);
        }

        return returns.Count < 2
            ? (null, 0)
            : (BacktestOverfitting.Of(returns, BacktestOverfitting.DefaultBlocks, cancellationToken).Probability, returns.Count);
    }

    private static double[] Equity(OptimisationRequest request, BarSeries bars, OptimisationTrial trial)
    {
        if (!request.IsFast)
        {
            var strategy = request.Backtest.Strategy with { Rules = OptimisationEngine.Template(request).With(trial.Parameters) };
            return BacktestRunner.Run(request.Backtest with { Strategy = strategy }, new BacktestData([bars], [])).Equity.ToArray();
        }

        var equity = new double[bars.Count];
        FastBacktest.Create(OptimisationEngine.Template(request).With(trial.Parameters), OptimisationEngine.Settings(request)).Run(bars, equity);
        return equity;
    }

    /// <summary>
    /// A validation of those trials alone that won a fold, in their order: the winners are the same as among all, for what beats them is among
    /// all as well, and of equals the first wins.
    /// </summary>
    private static ValidationView Validate(
        OptimisationRequest request, BarSeries bars, OptimisationTrial[] trials, IReadOnlyList<OptimisationChunk> chunks, CancellationToken cancellationToken)
    {
        var folds = request.Folds!(bars.Count);
        var winners = folds.Select((_, i) => chunks.Aggregate(FoldChoice.None, (best, chunk) => best.Or(chunk.Choices[i])).Trial)
            .Where(trial => trial >= 0).Distinct().Order().Select(trial => trials[trial].Parameters);
        var plan = OptimisationEngine.Plan(request, winners);
        var objective = request.Objectives[0];
        var result = Validator.Run(bars, new ValidationPlan(plan, folds, tested => objective.Score(tested)), cancellationToken: cancellationToken);
        return new ValidationView(
            result.TotalReturn, result.MaxDrawdown, TrialView.Defined(result.Sharpe), TrialView.Defined(result.Efficiency),
            [.. result.Rounds.Select(round => new ValidationRoundView(
                new DateTime(bars.Times[round.Fold.Test.From], DateTimeKind.Utc),
                new DateTime(bars.Times[round.Fold.Test.To - 1], DateTimeKind.Utc),
                round.Chosen?.Parameters is { } chosen ? chosen.Names.Zip(chosen.Values).ToDictionary(pair => pair.First, pair => pair.Second) : null,
                round.Train is null ? null : TrialView.Defined(objective.Score(round.Train)),
                round.Test is null ? null : TrialView.Defined(objective.Score(round.Test)),
                round.Test?.TotalReturn))]);
    }
}
