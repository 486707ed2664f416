using Trading.Application.Realtime;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Quant.Backtests;

namespace Trading.Application.Backtests;

/// <summary>Ends a back-test: completed, failed or cancelled. The first end stays.</summary>
public sealed class EndBacktestHandler(IBacktestRepository backtests, IPush push, TimeProvider clock)
{
    /// <summary>Ends with a result.</summary>
    public Task CompleteAsync(BacktestReference reference, BacktestResult result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return EndAsync(reference.Owner(), reference.BacktestId(), BacktestStatus.Completed, result, null, cancellationToken);
    }

    /// <summary>Ends without a result.</summary>
    public Task FailAsync(BacktestReference reference, string error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return EndAsync(reference.Owner(), reference.BacktestId(), BacktestStatus.Failed, null, error, cancellationToken);
    }

    /// <summary>Ends at the owner's wish; what computes notices soon.</summary>
    /// <returns>The back-test as it is now; null when there is none.</returns>
    public Task<Backtest?> CancelAsync(UserId user, BacktestId id, CancellationToken cancellationToken) =>
        EndAsync(user, id, BacktestStatus.Cancelled, null, null, cancellationToken);

    private async Task<Backtest?> EndAsync(
        UserId user, BacktestId id, BacktestStatus status, BacktestResult? result, string? error, CancellationToken cancellationToken)
    {
        var now = await backtests.ChangeAsync(
            user, id, stored => stored with
            {
                Status = status,
                Progress = status == BacktestStatus.Completed ? 1 : stored.Progress,
                Result = result,
                Error = error,
                EndedAt = clock.GetUtcNow(),
            },
            cancellationToken);
        if (now is not null)
            await push.ToUserAsync(user, PushMessages.BacktestProgress, new BacktestProgress(id.Value, now.Status, now.Progress), cancellationToken);
        return now;
    }
}
