using Trading.Application.Backtests;
using Trading.Application.MarketData;
using Trading.Application.Realtime;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Optimisations;

/// <summary>Runs a chunk of a search and stores its trials. A chunk that is stored is not run again.</summary>
public sealed class RunOptimisationChunkHandler(
    IOptimisationRepository optimisations, IBacktestRepository backtests, OptimisationBars bars, IPush push)
{
    /// <summary>Runs a chunk.</summary>
    /// <param name="reference">Which search.</param>
    /// <param name="number">Which chunk, from 0.</param>
    /// <param name="cancellationToken">Stops; it can be run again.</param>
    /// <returns>Number of its trials, 0 when nothing was left to try; null when the search ended meanwhile, by being cancelled say.</returns>
    /// <exception cref="InvalidOperationException">There is no such search, or no bars of it any more.</exception>
    public async Task<int?> HandleAsync(OptimisationReference reference, int number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var (user, id) = (reference.Owner(), reference.OptimisationId());
        var optimisation = await optimisations.FindAsync(user, id, cancellationToken) ?? throw new InvalidOperationException($"There is no search {id}.");
        if (optimisation.HasEnded)
            return null;
        var request = optimisation.Request();
        var chunk = await optimisations.FindChunkAsync(user, id, number, cancellationToken);
        if (chunk is null)
        {
            chunk = await RunAsync(optimisation, request, number, cancellationToken);
            await optimisations.SaveChunkAsync(user, id, chunk, cancellationToken);
        }

        await CountAsync(reference, request, chunk, cancellationToken);
        var done = await optimisations.CountTrialsAsync(user, id, cancellationToken);
        var best = OptimisationJudge.Ranked(chunk.Trials, request.Objectives[0]).Select(trial => TrialView.Of(trial, request.Objectives)).FirstOrDefault();
        var now = await optimisations.ChangeAsync(
            user, id, stored => stored with { Status = BacktestStatus.Running, Done = Math.Max(done, stored.Done), Best = Better(stored.Best, best) }, cancellationToken);
        if (now is null or { HasEnded: true })
            return null;
        await push.ToUserAsync(user, PushMessages.OptimisationProgress, OptimisationProgress.Of(now), cancellationToken);
        return chunk.Trials.Count;
    }

    /// <summary>What was tried was tried, whatever becomes of the search: every report on these bars counts it.</summary>
    private async Task CountAsync(OptimisationReference reference, OptimisationRequest request, OptimisationChunk chunk, CancellationToken cancellationToken)
    {
        if (chunk.Trials.Count == 0)
            return;
        var strategy = request.Backtest.Strategy;
        var perYear = Annualisation.PeriodsPerYear(strategy.Interval);
        await backtests.SaveTrialsAsync(
            reference.Owner(), new BarKey(strategy.Instrument, strategy.Interval), $"search-{reference.Id}-{chunk.Number}",
            SharpeTrials.Of([.. chunk.Trials.Select(trial => trial.Result.Sharpe / Math.Sqrt(perYear))]), cancellationToken);
    }

    private async Task<OptimisationChunk> RunAsync(Optimisation optimisation, OptimisationRequest request, int number, CancellationToken cancellationToken)
    {
        List<OptimisationTrial> told = [];
        if (request.IsAdaptive)
        {
            await foreach (var before in optimisations.ReadChunksAsync(optimisation.User, optimisation.Id, cancellationToken))
            {
                if (before.Number < number)
                    told.AddRange(before.Trials);
            }
        }

        var asked = OptimisationEngine.Ask(request, number, optimisation.ChunkSize, told);
        var series = await bars.ReadAsync(request, cancellationToken);
        return OptimisationEngine.Run(request, series, number, number * optimisation.ChunkSize, asked, progress: null, cancellationToken);
    }

    /// <summary>The better of two, of equals the earlier: whichever chunk ends first.</summary>
    private static TrialView? Better(TrialView? one, TrialView? other)
    {
        if (other?.Scores[0] is not { } score)
            return one;
        return one?.Scores[0] is not { } known || score > known || (score == known && other.Index < one.Index) ? other : one;
    }
}
