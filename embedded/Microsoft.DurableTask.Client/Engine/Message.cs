using System.Text.Json.Serialization;

namespace Trading.Embedded.Durable;

/// <summary>Something that arrives at an orchestration. Stored in its inbox, and in its history once an episode has taken it in.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(TaskCompleted), "completed")]
[JsonDerivedType(typeof(TaskFailed), "failed")]
[JsonDerivedType(typeof(TimerFired), "timer")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(TerminationRequested), "terminate")]
[JsonDerivedType(typeof(SuspensionRequested), "suspend")]
[JsonDerivedType(typeof(ResumptionRequested), "resume")]
internal abstract record Message;

/// <summary>The execution begins.</summary>
/// <param name="Name">Orchestrator.</param>
/// <param name="Life">Number of the instance's life: constant from its start to its end, through every new beginning.</param>
/// <param name="Execution">Number of the execution: another one after each new beginning.</param>
/// <param name="Input">Input as JSON.</param>
/// <param name="Parent">Who called, and waits for the result.</param>
/// <param name="Trace">The trace that it continues.</param>
/// <param name="Carried">Events that the execution before this one had not waited for, oldest first.</param>
/// <param name="NotBefore">The execution's time begins here or later, UTC: after all times of the executions before it under the same id.</param>
internal sealed record ExecutionStarted(
    string Name,
    long Life,
    long Execution,
    string? Input,
    ParentCall? Parent,
    TraceLink? Trace,
    IReadOnlyList<EventRaised>? Carried,
    DateTime NotBefore) : Message;

/// <summary>An activity or child gave a result.</summary>
internal sealed record TaskCompleted(int TaskId, string? Result) : Message;

/// <summary>An activity or child failed.</summary>
internal sealed record TaskFailed(int TaskId, StoredFailure Failure) : Message;

/// <summary>A timer is due.</summary>
internal sealed record TimerFired(int TaskId, DateTime FireAt) : Message;

/// <summary>A client or another orchestration sent an event.</summary>
internal sealed record EventRaised(string Name, string? Payload) : Message;

/// <summary>A client ends the instance.</summary>
internal sealed record TerminationRequested(string? Output, bool Recursive) : Message;

/// <summary>A client halts the instance.</summary>
internal sealed record SuspensionRequested(string? Reason) : Message;

/// <summary>A client lets the instance go on.</summary>
internal sealed record ResumptionRequested(string? Reason) : Message;

/// <summary>The call in a parent that an orchestration answers.</summary>
internal sealed record ParentCall(string InstanceId, string Name, long Life, long Execution, int TaskId);

/// <summary>W3C trace context.</summary>
internal sealed record TraceLink(string TraceParent, string? TraceState);
