using Microsoft.DurableTask;

namespace Trading.Functions.Durable;

/// <summary>How activities are repeated.</summary>
internal static class Retry
{
    /// <summary>For activities that are safe to repeat: for about two minutes, ever more slowly.</summary>
    public static TaskOptions Idempotent { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromSeconds(30)));
}
