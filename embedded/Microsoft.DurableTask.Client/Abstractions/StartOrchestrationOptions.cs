namespace Microsoft.DurableTask;

/// <summary>How a client starts an orchestration.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an instance id and a time to start at.</summary>
    /// <param name="InstanceId">Id of the instance; generated when null.</param>
    /// <param name="StartAt">Earliest start; at once when null.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy of other options.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>Id of the instance; generated when null.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Earliest start; at once when null.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>
    /// Names of the statuses in which an existing instance of the same id is kept and the start refused; in every other one it is
    /// replaced, even while it runs. When null or empty, one that has not ended is kept.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
