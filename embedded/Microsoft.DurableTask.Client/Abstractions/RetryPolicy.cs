namespace Microsoft.DurableTask;

/// <summary>A declared retry: how many attempts, how long between them, for how long at most.</summary>
public class RetryPolicy
{
    /// <summary>A retry policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; one or more.</param>
    /// <param name="firstRetryInterval">Delay between the first and the second attempt; more than zero.</param>
    /// <param name="backoffCoefficient">Factor by which each further delay grows; one or more.</param>
    /// <param name="maxRetryInterval">Longest delay; one hour when not given.</param>
    /// <param name="retryTimeout">No attempt starts later than this after the first; without limit when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ThrowIfShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        ThrowIfShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout));
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>Delay between the first and the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>Factor by which each further delay grows; 1 for equal delays.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>Longest delay between two attempts.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>Time after the first attempt from which no further one starts; infinite when there is none.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Says whether a failure is worth another attempt; all are when it is not set.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Retries = value;
        }
    }

    internal Func<TaskFailureDetails, bool> Retries { get; private init; } = static _ => true;

    private static void ThrowIfShorter(TimeSpan? value, TimeSpan firstRetryInterval, string name)
    {
        if (value < firstRetryInterval && value != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must not be shorter than firstRetryInterval ({firstRetryInterval}).");
    }
}
