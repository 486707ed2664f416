using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trading.Application.Backtests;

namespace Trading.Functions.Backtests;

/// <summary>A back-test from its acceptance to its end. Instance id = back-test id.</summary>
public static class BacktestOrchestration
{
    internal const string Name = "Backtest";

    private static readonly TaskOptions Repeated = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 4));

    /// <summary>Computes, then stores the result; or stores why there is none.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, BacktestReference backtest)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            // Nothing comes back from one that was cancelled meanwhile: its end is stored already.
            if (await context.CallActivityAsync<BacktestResultView?>(BacktestActivities.Run, backtest, Repeated) is { } result)
                await context.CallActivityAsync(BacktestActivities.Complete, new CompleteBacktestRequest(backtest, result), Repeated);
        }
        catch (TaskFailedException failure)
        {
            var reason = failure.FailureDetails.ErrorMessage;
            await context.CallActivityAsync(BacktestActivities.Fail, new FailBacktestRequest(backtest, reason), Repeated);
        }
    }
}
