using Trading.Application.MarketData;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;

namespace Trading.Application.Backtests;

/// <summary>Accepts a back-test: checked, stored, its orchestration started.</summary>
public sealed class StartBacktestHandler(IBacktestRepository backtests, IBarStore bars, TimeProvider clock)
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
        if (BacktestReader.Read(draft, errors) is not { } request)
            return errors;
        var key = new BarKey(request.Strategy.Instrument, request.Strategy.Interval);
        var coverage = await bars.FindAsync(key, cancellationToken);
        if (coverage is null)
            errors.Add("symbols", $"no bars of {key.Instrument} are stored for the interval {key.Interval}; import them first");
        else if (request.From > coverage.Last || request.To <= coverage.First)
            errors.Add("from", $"no bars lie between from and to; stored are {coverage.First.UtcDateTime:O} to {coverage.Last.UtcDateTime:O}");
        if (!errors.IsEmpty)
            return errors;

        var stored = await backtests.CreateAsync(new Backtest(user, id, request, coverage!.IsSynthetic, clock.GetUtcNow()), cancellationToken);
        if (!stored.HasEnded)
            await workflows.EnsureStartedAsync(BacktestReference.Of(stored), cancellationToken);
        return stored;
    }
}
