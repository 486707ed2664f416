namespace Trading.Embedded.Durable;

/// <summary>Something an orchestrator asked for. Its number counts the steps of the execution from 0.</summary>
internal abstract record Step(int TaskId, StepKind Kind, string? Name)
{
    public StepRecord ToRecord() => new(TaskId, Kind, Name);
}

/// <summary>Call an activity.</summary>
internal sealed record ActivityStep(int TaskId, string Activity, string? Input) : Step(TaskId, StepKind.Activity, Activity);

/// <summary>Start a child and wait for it.</summary>
internal sealed record ChildStep(int TaskId, string Orchestrator, string ChildId, string? Input) : Step(TaskId, StepKind.Child, Orchestrator);

/// <summary>Fire at a time, UTC.</summary>
internal sealed record TimerStep(int TaskId, DateTime FireAt) : Step(TaskId, StepKind.Timer, null);

/// <summary>Send an event to another orchestration.</summary>
internal sealed record EventStep(int TaskId, string EventName, string TargetId, string? Payload) : Step(TaskId, StepKind.Event, EventName);

/// <summary>What the history keeps of a step: enough to notice that the code has changed under a running orchestration.</summary>
internal sealed record StepRecord(int TaskId, StepKind Kind, string? Name);

/// <summary>Kinds of step.</summary>
internal enum StepKind
{
    Activity,
    Child,
    Timer,
    Event,
}
