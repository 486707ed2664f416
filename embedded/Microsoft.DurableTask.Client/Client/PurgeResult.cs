namespace Microsoft.DurableTask.Client;

/// <summary>What a purge removed.</summary>
public class PurgeResult
{
    /// <summary>A number of removed instances.</summary>
    public PurgeResult(int count)
        : this(count, null)
    {
    }

    /// <summary>A number of removed instances, and whether that was all.</summary>
    public PurgeResult(int count, bool? isComplete)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
        IsComplete = isComplete;
    }

    /// <summary>Instances removed.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether every instance that matched was removed; null when that is not known.</summary>
    public bool? IsComplete { get; }
}
