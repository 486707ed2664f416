namespace Trading.Embedded.Durable;

/// <summary>One run of an activity. It may be a repetition: a run whose result was not recorded happens again after a restart.</summary>
public sealed class ActivityInvocation
{
    private readonly DurableJson json;

    internal ActivityInvocation(string name, string instanceId, int taskId, string? serializedInput, string? traceParent, DurableJson json)
    {
        this.json = json;
        Name = name;
        InstanceId = instanceId;
        TaskId = taskId;
        SerializedInput = serializedInput;
        TraceParent = traceParent;
    }

    /// <summary>Name of the activity.</summary>
    public string Name { get; }

    /// <summary>Instance id of the orchestration that called it.</summary>
    public string InstanceId { get; }

    /// <summary>Number of the call within the orchestration, from 0.</summary>
    public int TaskId { get; }

    /// <summary>The input as JSON; null for none.</summary>
    public string? SerializedInput { get; }

    /// <summary>W3C <c>traceparent</c> of the orchestration's episode that scheduled it; null when nothing was traced.</summary>
    public string? TraceParent { get; }

    /// <summary>The input; null when there is none.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no value of the type.</exception>
    public object? GetInput(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return json.Read(SerializedInput, type);
    }
}
