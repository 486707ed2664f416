using Trading.Application.MarketData;
using Trading.Application.Strategies;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;

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
            if (draft.Parameters is not null)
                errors.Add("parameters", "parameters are there without strategyId; expected both, or rules with the numbers in them");
            return (BacktestReader.Read(draft, errors), null);
        }

        if (draft is not { Name: null, Market: null, Symbols: null, Interval: null, Strategy: null, Costs: null, Segment: null })
            errors.Add("strategyId", "strategyId names a stored strategy; leave out name, market, symbols, interval, strategy, costs and segment, or leave out strategyId");
        if (await StrategySource.FindAsync(strategies, user, id, draft.StrategyVersion, errors, cancellationToken) is not { } revision)
            return (BacktestReader.Read(draft, null, errors), null);
        var document = WithValues(revision.Document, draft.Parameters ?? new Dictionary<string, double>(), errors);
        return (BacktestReader.Read(draft, document, errors), new BacktestSource(new StrategyId(id), revision.Version));
    }

    /// <returns>Null when a value has no parameter, or the rules are not valid with the values.</returns>
    private static StrategyDocument? WithValues(StrategyDocument document, IReadOnlyDictionary<string, double> values, FieldErrors errors)
    {
        string[] unknown = [.. values.Keys.Where(name => StrategyDocument.ValueOf(document.Parameters, name) is null)];
        foreach (var name in unknown)
            errors.Add($"parameters.{name}", $"the strategy has no parameter {FieldErrors.Show(name)}; expected {(document.Parameters.Count > 0 ? $"one of {string.Join(", ", document.Parameters.Select(parameter => parameter.Name))}" : "none")}");
        if (unknown.Length > 0)
            return null;
        var filled = document.With(values);
        if (RuleStrategy.TryCreate(filled.Rules, out _, out var wrong, filled.Interval))
            return filled;
        errors.Add("parameters", $"with these values the strategy is not valid: {string.Join(" ", wrong.SelectMany(field => field.Value))}");
        return null;
    }
}
