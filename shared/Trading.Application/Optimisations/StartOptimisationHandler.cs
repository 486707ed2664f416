using System.Text.Json;
using Trading.Application.MarketData;
using Trading.Application.Strategies;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Optimisations;
using Trading.Domain.Strategies;

namespace Trading.Application.Optimisations;

/// <summary>Accepts a search: checked, stored, its orchestration started.</summary>
public sealed class StartOptimisationHandler(
    IOptimisationRepository optimisations, IStrategyRepository strategies, IBarStore bars, TimeProvider clock)
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
        if (await StoredStrategyAsync(user, draft, errors, cancellationToken) is not { } whole || OptimisationReader.Read(whole, errors) is not { } request)
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
                user, id, whole with { To = end.UtcDateTime.ToString("O") }, coverage.IsSynthetic, clock.GetUtcNow(), request.Trials,
                OptimisationEngine.ChunkSize(request, count)),
            cancellationToken);
        if (!stored.HasEnded)
            await workflows.EnsureStartedAsync(OptimisationRun.Of(stored), cancellationToken);
        return stored;
    }

    /// <summary>The search with everything in it that a stored strategy says: what becomes of that strategy later is nothing to the search.</summary>
    private async Task<OptimisationDraft?> StoredStrategyAsync(UserId user, OptimisationDraft draft, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (draft.StrategyId is not { } id)
        {
            if (draft.StrategyVersion is not null)
                errors.Add("strategyVersion", "strategyVersion is there without strategyId; expected both, or neither");
            return errors.IsEmpty ? draft : null;
        }

        if (draft is not { Name: null, Market: null, Symbols: null, Interval: null, Strategy: null, Costs: null, Segment: null })
            errors.Add("strategyId", "strategyId names a stored strategy; leave out name, market, symbols, interval, strategy, costs and segment, or leave out strategyId");
        if (await StrategySource.FindAsync(strategies, user, id, draft.StrategyVersion, errors, cancellationToken) is not { Document: var document, Version: var version })
            return null;
        var ranges = draft.Parameters ?? [.. document.Parameters.Where(parameter => parameter.From is not null)
            .Select(parameter => new ParameterDraft(parameter.Name, parameter.From, parameter.To, parameter.Step))];
        if (ranges.Count == 0)
            errors.Add("parameters", "the strategy has no parameter with a range to try; expected parameters here, or in the strategy");
        return !errors.IsEmpty ? null : draft with
        {
            Name = document.Name,
            Market = document.Instrument.Market.Code,
            Symbols = [.. document.Universe.Select(instrument => instrument.Symbol)],
            Interval = document.Interval.Code,
            Strategy = StrategyDraft.Of(Placeholders.Fill(document.Written, name =>
                ranges.Any(range => name.Equals(range?.Name, StringComparison.OrdinalIgnoreCase)) ? null : StrategyDocument.ValueOf(document.Parameters, name))),
            Costs = CostsDraft.Of(document.Costs),
            Segment = document.Segment is { } segment ? JsonNamingPolicy.CamelCase.ConvertName(segment.ToString()) : null,
            Parameters = ranges,
            StrategyVersion = version,
        };
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
