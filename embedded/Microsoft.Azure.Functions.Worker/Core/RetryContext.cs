namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where an invocation stands in its function's retry policy.</summary>
public abstract class RetryContext
{
    /// <summary>For the derived classes.</summary>
    protected RetryContext()
    {
    }

    /// <summary>Retries so far; 0 at the first attempt.</summary>
    public abstract int RetryCount { get; }

    /// <summary>Retries allowed; 0 without a policy.</summary>
    public abstract int MaxRetryCount { get; }
}
