using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Durable;

/// <summary>A message as it lies in the inbox.</summary>
internal sealed record InboxRow(long Id, string Instance, long Life, long? Execution, string Message);

/// <summary>An activity that waits for its turn.</summary>
internal sealed record ActivityRow(
    long Id, string Instance, long Life, long Execution, int TaskId, string Name, string? Input, TraceLink? Trace);

/// <summary>An execution as the store has it.</summary>
internal sealed record StoredExecution(OrchestrationRuntimeStatus Status, long Life, long Execution, IReadOnlyList<string> Episodes)
{
    public bool HasEnded => InstanceTable.HasEnded(Status);
}

/// <summary>What came in since the last look, and when the next timer is due.</summary>
internal sealed record Arrivals(IReadOnlyList<InboxRow> Messages, IReadOnlyList<ActivityRow> Activities, long? NextDue);
