using Microsoft.DurableTask;

namespace Trading.Embedded.Durable;

/// <summary>Repeats failed calls; part of the orchestrator's code, so it waits on durable timers and replays with it.</summary>
internal static class Retries
{
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions retry, Func<Task<T>> attempt) =>
        retry.Policy is { } policy ? ByPolicyAsync(context, policy, attempt) : ByHandlerAsync(context, retry.Handler!, attempt);

    private static async Task<T> ByPolicyAsync<T>(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> attempt)
    {
        var begun = context.CurrentUtcDateTime;
        for (var made = 1; ; made++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception error) when (error is not TaskFailedException { FailureDetails.IsNonRetriable: true })
            {
                if (made == policy.MaxNumberOfAttempts)
                {
                    // The framework sets a timer of no length after the last attempt, so the numbers of later steps count it.
                    await context.CreateTimer(context.CurrentUtcDateTime, CancellationToken.None);
                    throw;
                }

                if (!IsWorthAnother(policy, error) || !IsInTime(policy, context.CurrentUtcDateTime - begun))
                    throw;
            }

            await context.CreateTimer(Delay(policy, made), CancellationToken.None);
        }
    }

    private static async Task<T> ByHandlerAsync<T>(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> attempt)
    {
        var begun = context.CurrentUtcDateTime;
        for (var made = 1; ; made++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (!failed.FailureDetails.IsNonRetriable)
            {
                if (!await handler(new RetryContext(context, made, failed.FailureDetails, context.CurrentUtcDateTime - begun, CancellationToken.None)))
                    throw;
            }
        }
    }

    // What the judge of failures throws must not hide the failure.
    private static bool IsWorthAnother(RetryPolicy policy, Exception error)
    {
        try
        {
            return policy.Retries(error is TaskFailedException failed ? failed.FailureDetails : TaskFailureDetails.FromException(error));
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static bool IsInTime(RetryPolicy policy, TimeSpan elapsed) =>
        policy.RetryTimeout == Timeout.InfiniteTimeSpan || elapsed < policy.RetryTimeout;

    private static TimeSpan Delay(RetryPolicy policy, int made)
    {
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, made - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }
}
