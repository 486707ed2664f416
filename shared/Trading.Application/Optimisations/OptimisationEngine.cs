using Trading.Domain.MarketData;
using Trading.Quant.Backtests;
using Trading.Quant.Search;
using Trading.Quant.Search.Sweeps;

namespace Trading.Application.Optimisations;

/// <summary>Runs a search chunk by chunk: what a chunk tries and comes to follows from the request, the bars and the chunks before, wherever it runs.</summary>
public static class OptimisationEngine
{
    private const int Generation = 40;
    private const int Batch = 10;
    private const int MostInChunk = 250;
    private const int LeastInChunk = 10;
    private const long BarsInChunk = 100_000_000;
    private const long BarsInGeneralChunk = 10_000_000;

    /// <summary>Trials of a chunk: a generation, or a few seconds of work, so that a crash costs no more and a cancelled search ends soon.</summary>
    /// <param name="request">The search.</param>
    /// <param name="bars">Bars in the series.</param>
    public static int ChunkSize(OptimisationRequest request, int bars)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Method switch
        {
            SearchMethod.Genetic => Generation,
            SearchMethod.Bayesian => Batch,
            _ => (int)Math.Clamp((request.IsFast ? BarsInChunk : BarsInGeneralChunk) / Math.Max(bars, 1), LeastInChunk, MostInChunk),
        };
    }

    /// <summary>What a chunk tries.</summary>
    /// <param name="request">The search.</param>
    /// <param name="chunk">Which, from 0.</param>
    /// <param name="size">Trials of a chunk.</param>
    /// <param name="told">For a search that learns, the trials of all chunks before.</param>
    public static IReadOnlyList<ParameterSet> Ask(OptimisationRequest request, int chunk, int size, IReadOnlyList<OptimisationTrial> told)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(told);
        var first = chunk * size;
        var count = Math.Min(size, request.Trials - first);
        if (count < 1)
            return [];
        Trial[] scored = [.. told.Select(trial => trial.Scored(request.Objectives))];
        return request.Method switch
        {
            SearchMethod.Grid => [.. request.Space.Grid().Skip(first).Take(count)],
            SearchMethod.Random => [.. new RandomSearch(request.Space, request.Seed).Ask([], first + count).Skip(first)],
            SearchMethod.Bayesian => new BayesianSearch(request.Space, request.Seed).Ask(scored, count),
            _ => new GeneticSearch(request.Space, request.Seed, Generation).Ask(scored, count),
        };
    }

    /// <summary>Runs a chunk.</summary>
    /// <param name="request">The search.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="chunk">Which, from 0.</param>
    /// <param name="first">Position of its first trial.</param>
    /// <param name="asked">What it tries.</param>
    /// <param name="progress">Receives the number of its trials that are done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The bars are too few for the validation.</exception>
    /// <exception cref="FormatException">A combination's rules are not valid.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static OptimisationChunk Run(
        OptimisationRequest request, BarSeries bars, int chunk, int first, IReadOnlyList<ParameterSet> asked, IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(asked);
        var folds = request.Folds?.Invoke(bars.Count) ?? [];
        var choices = folds.Select(_ => FoldChoice.None).ToArray();
        List<OptimisationTrial> trials = [];
        if (asked.Count == 0)
            return new OptimisationChunk(chunk, trials, choices);
        var plan = Plan(request, asked) with
        {
            Windows = [BarWindow.Whole(bars.Count), .. folds.Select(fold => fold.Train)],
        };
        Sweep.Run(bars, plan, result =>
        {
            var index = first + (int)result.Index;
            trials.Add(new OptimisationTrial(index, result.Parameters, result.Result));
            for (var i = 0; i < choices.Length; i++)
                choices[i] = choices[i].Or(new FoldChoice(index, request.Objectives[0].Score(result.Results[i + 1])));
        }, progress, cancellationToken);
        return new OptimisationChunk(chunk, trials, choices);
    }

    /// <summary>Combinations under the search's conditions, on the whole series.</summary>
    internal static SweepPlan Plan(OptimisationRequest request, IEnumerable<ParameterSet> combinations)
    {
        var strategy = request.Backtest.Strategy;
        return new SweepPlan(Template(request), combinations, Settings(request))
        {
            General = request.IsFast ? null : new GeneralConditions(strategy.Instrument, strategy.Interval, strategy.Costs, strategy.Segment, strategy.Lot),
        };
    }

    /// <summary>The strategy with its parameters left open.</summary>
    internal static StrategyTemplate Template(OptimisationRequest request) => new(request.Backtest.Strategy.Rules);

    /// <summary>The conditions of every trial.</summary>
    internal static BacktestSettings Settings(OptimisationRequest request)
    {
        var strategy = request.Backtest.Strategy;
        // Here money leaves the books for estimation: decimal becomes double, to the nearest.
        return new BacktestSettings(
            (double)request.Backtest.InitialCash, (double)strategy.Costs.CommissionRate, (double)strategy.Costs.SlippageRate,
            strategy.Rules.Sizing.WholeUnits, Annualisation.PeriodsPerYear(strategy.Interval));
    }
}
