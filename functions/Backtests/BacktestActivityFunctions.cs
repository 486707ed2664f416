using Microsoft.Azure.Functions.Worker;
using Trading.Application.Backtests;

namespace Trading.Functions.Backtests;

/// <summary>The steps of a back-test; each may be repeated.</summary>
public sealed class BacktestActivityFunctions(RunBacktestHandler run, EndBacktestHandler end)
{
    /// <summary>Computes and stores curve and trades; nothing when the back-test ended meanwhile.</summary>
    [Function(BacktestActivities.Run)]
    public async Task<BacktestResultView?> RunAsync([ActivityTrigger] BacktestReference backtest, CancellationToken cancellationToken) =>
        await run.HandleAsync(backtest, cancellationToken) is { } result ? BacktestResultView.Of(result) : null;

    /// <summary>Stores the result.</summary>
    [Function(BacktestActivities.Complete)]
    public Task CompleteAsync([ActivityTrigger] CompleteBacktestRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return end.CompleteAsync(request.Backtest, request.Result.ToResult(), cancellationToken);
    }

    /// <summary>Stores why there is no result.</summary>
    [Function(BacktestActivities.Fail)]
    public Task FailAsync([ActivityTrigger] FailBacktestRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return end.FailAsync(request.Backtest, request.Error, cancellationToken);
    }
}
