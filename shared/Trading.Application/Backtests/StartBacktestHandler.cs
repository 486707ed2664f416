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
        var covered = await BacktestCoverage.FindAsync(bars, request, errors, cancellationToken);
        if (!errors.IsEmpty)
            return errors;

        var stored = await backtests.CreateAsync(
            new Backtest(user, id, request, covered.Any(one => one.IsSynthetic), clock.GetUtcNow()), cancellationToken);
        if (!stored.HasEnded)
            await workflows.EnsureStartedAsync(BacktestReference.Of(stored), cancellationToken);
        return stored;
    }
}
