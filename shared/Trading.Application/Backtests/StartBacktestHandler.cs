using Trading.Application.MarketData;
using Trading.Application.Strategies;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Domain.Strategies;

namespace Trading.Application.Backtests;

/// <summary>Accepts a back-test: checked, stored, its orchestration started.</summary>
public sealed class StartBacktestHandler(
    IBacktestRepository backtests, IStrategyRepository strategies, IBarStore bars, TimeProvider clock)
{
    /// <summary>Accepts a back-test; with an id that is known it changes nothing and gives what is stored.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Chosen by the caller.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="workflows">Where its orchestration runs.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same id completes what is missing.</param>
    public async Task<Result<Backtest, FieldErrors>> HandleAsync(
        UserId user, BacktestId id, BacktestDraft draft, IBacktestWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var errors = new FieldErrors();
        var (request, source) = await ReadAsync(user, draft, errors, cancellationToken);
        if (request is null)
            return errors;
        var covered = await BacktestCoverage.FindAsync(bars, request, errors, cancellationToken);
        if (!errors.IsEmpty)
            return errors;

        var stored = await backtests.CreateAsync(
            new Backtest(user, id, request, covered.Any(one => one.IsSynthetic), clock.GetUtcNow()) { Source = source }, cancellationToken);
        if (!stored.HasEnded)
            await workflows.EnsureStartedAsync(BacktestReference.Of(stored), cancellationToken);
        return stored;
    }

    private async Task<(BacktestRequest? Request, BacktestSource? Source)> ReadAsync(
        UserId user, BacktestDraft draft, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (draft.StrategyId is not { } id)
        {
            if (draft.StrategyVersion is not null)
                errors.Add("strategyVersion", "strategyVersion is there without strategyId; expected both, or neither");
            return (BacktestReader.Read(draft, errors), null);
        }

        if (draft is not { Name: null, Market: null, Symbols: null, Interval: null, Strategy: null, Costs: null, Segment: null })
            errors.Add("strategyId", "strategyId names a stored strategy; leave out name, market, symbols, interval, strategy, costs and segment, or leave out strategyId");
        var strategy = new StrategyId(id);
        var revision = await strategies.FindAsync(user, strategy, cancellationToken) is not { } stored
            ? Missing("strategyId", $"there is no strategy {FieldErrors.Show(id)}")
            : draft.StrategyVersion is not { } version
                ? stored.Newest
                : await strategies.FindVersionAsync(user, strategy, version, cancellationToken)
                    ?? Missing("strategyVersion", $"strategyVersion is {version}; expected 1 to {stored.Version}");
        return (BacktestReader.Read(draft, revision?.Document, errors), revision is null ? null : new BacktestSource(strategy, revision.Version));

        StrategyRevision? Missing(string field, string error)
        {
            errors.Add(field, error);
            return null;
        }
    }
}
