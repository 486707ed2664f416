using Microsoft.DurableTask;

namespace Trading.Embedded.Durable;

/// <summary>Repeats failed calls; part of the orchestrator's code, so it waits on durable timers and replays with it.</summary>
internal static class Retries
{
    public static async Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions retry, Func<Task<T>> attempt)
    {
        var begun = context.CurrentUtcDateTime;
        for (var made = 1; ; made++)
        {
            TimeSpan delay;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (!failed.FailureDetails.IsNonRetriable)
            {
                if (retry.Policy is { } policy)
                {
                    if (!MayRetry(policy, made, failed.FailureDetails, context.CurrentUtcDateTime - begun))
                        throw;
                    delay = Delay(policy, made);
                }
                else
                {
                    var attempts = new RetryContext(context, made, failed.FailureDetails, context.CurrentUtcDateTime - begun, CancellationToken.None);
                    if (!await retry.Handler!(attempts))
                        throw;
                    delay = TimeSpan.Zero;
                }
            }

            if (delay > TimeSpan.Zero)
                await context.CreateTimer(delay, CancellationToken.None);
        }
    }

    private static bool MayRetry(RetryPolicy policy, int made, TaskFailureDetails failure, TimeSpan elapsed) =>
        made < policy.MaxNumberOfAttempts
        && policy.Retries(failure)
        && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || elapsed < policy.RetryTimeout);

    private static TimeSpan Delay(RetryPolicy policy, int made)
    {
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, made - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }
}
