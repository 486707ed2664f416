namespace Microsoft.DurableTask.Client;

/// <summary>Start options in terms of the client's statuses.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>These options, refusing to start while an instance of the same id is in one of the statuses, and replacing it in any other, even while it runs.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options,
        params OrchestrationRuntimeStatus[] dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(dedupeStatuses);
        return options with { DedupeStatuses = [.. dedupeStatuses.Select(status => status.ToString())] };
    }
}
