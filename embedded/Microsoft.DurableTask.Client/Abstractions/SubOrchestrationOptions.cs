namespace Microsoft.DurableTask;

/// <summary>How an orchestration calls a child.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options with retries and the child's instance id.</summary>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    /// <summary>Other options, and the child's instance id.</summary>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options) => InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>A copy of other options.</summary>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options) => InstanceId = options.InstanceId;

    /// <summary>The child's instance id; generated, the same at each replay, when null.</summary>
    public string? InstanceId { get; init; }
}
