using Trading.Application.MarketData;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Optimisations;

namespace Trading.Application.Optimisations;

/// <summary>Accepts a search: checked, stored, its orchestration started.</summary>
public sealed class StartOptimisationHandler(IOptimisationRepository optimisations, IBarStore bars, TimeProvider clock)
{
    /// <summary>Most bars of the series: a chunk holds them in memory.</summary>
    public const int MaxBars = 5_000_000;

    /// <summary>Accepts a search; with an id that is known it changes nothing and gives what is stored.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Chosen by the caller.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="workflows">Where its orchestration runs.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same id completes what is missing.</param>
    public async Task<Result<Optimisation, FieldErrors>> HandleAsync(
        UserId user, OptimisationId id, OptimisationDraft draft, IOptimisationWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(workflows);
        var errors = new FieldErrors();
        if (OptimisationReader.Read(draft, errors) is not { } request)
            return errors;
        var (from, to) = (request.Backtest.From, request.Backtest.To);
        var key = new BarKey(request.Backtest.Strategy.Instrument, request.Backtest.Strategy.Interval);
        var coverage = await bars.FindAsync(key, cancellationToken);
        if (coverage is null)
            errors.Add("symbols", $"no bars of {key.Instrument} are stored for the interval {key.Interval}; import them first");
        else if (from > coverage.Last || to <= coverage.First)
            errors.Add("from", $"no bars lie between from and to; stored are {coverage.First.UtcDateTime:O} to {coverage.Last.UtcDateTime:O}");
        var count = 0;
        if (errors.IsEmpty)
        {
            await foreach (var piece in bars.ReadAsync(key, from, to, cancellationToken))
                count += piece.Count;
        }

        if (errors.IsEmpty && count is < 2 or > MaxBars)
            errors.Add("from", $"{count} bars lie between from and to; expected 2 to {MaxBars}");
        else if (errors.IsEmpty)
            Check(request, count, errors);
        if (!errors.IsEmpty)
            return errors;

        // Bars that arrive while it runs are none of its: every chunk sees the same series.
        var end = to <= coverage!.Last ? to : coverage.Last.AddTicks(1);
        var stored = await optimisations.CreateAsync(
            new Optimisation(
                user, id, draft with { To = end.UtcDateTime.ToString("O") }, coverage.IsSynthetic, clock.GetUtcNow(), request.Trials,
                OptimisationEngine.ChunkSize(request, count)),
            cancellationToken);
        if (!stored.HasEnded)
            await workflows.EnsureStartedAsync(OptimisationRun.Of(stored), cancellationToken);
        return stored;
    }

    private static void Check(OptimisationRequest request, int bars, FieldErrors errors)
    {
        try
        {
            request.Folds?.Invoke(bars);
        }
        catch (ArgumentException impossible)
        {
            errors.Add("validation", impossible.Message.Split(" (Parameter")[0]);
        }
    }
}
