using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Azure.Contracts.Tests.DurableTask;

/// <summary>A client that notes what reaches the members it overrides.</summary>
internal sealed class RecordingClient() : DurableTaskClient("recording")
{
    public List<string> Calls { get; } = [];

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        Calls.Add($"start {orchestratorName.Name} {input ?? "nothing"} {options?.InstanceId ?? "any"}");
        return Task.FromResult(options?.InstanceId ?? "any");
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        Note($"event {instanceId} {eventName} {eventPayload ?? "nothing"}");

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Find($"begun {instanceId} {getInputsAndOutputs}", instanceId);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Find($"ended {instanceId} {getInputsAndOutputs}", instanceId);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        Note($"terminate {instanceId} {options?.Output ?? "nothing"} {options?.Recursive ?? false}");

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        Note($"suspend {instanceId} {reason ?? "nothing"}");

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        Note($"resume {instanceId} {reason ?? "nothing"}");

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await Find($"get {instanceId} {getInputsAndOutputs}", instanceId);

    public override Microsoft.DurableTask.AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new TwoPages(filter?.InstanceIdPrefix ?? string.Empty);

    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        Calls.Add($"purge {instanceId} {options?.Recursive ?? false}");
        return Task.FromResult(new PurgeResult(1));
    }

    public override Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        Calls.Add($"purge all {filter.CreatedFrom:s} {filter.CreatedTo:s} {string.Join(',', filter.Statuses ?? [])} {options?.Recursive ?? false}");
        return Task.FromResult(new PurgeResult(2, true));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Note(string call)
    {
        Calls.Add(call);
        return Task.CompletedTask;
    }

    private Task<OrchestrationMetadata> Find(string call, string instanceId)
    {
        Calls.Add(call);
        return Task.FromResult(new OrchestrationMetadata("Recorded", instanceId));
    }

    private sealed class TwoPages(string prefix) : Microsoft.DurableTask.AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerable<Microsoft.DurableTask.Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            await Task.CompletedTask;
            if (continuationToken is null)
                yield return new Microsoft.DurableTask.Page<OrchestrationMetadata>([new("Recorded", prefix + "1"), new("Recorded", prefix + "2")], "2");
            yield return new Microsoft.DurableTask.Page<OrchestrationMetadata>([new("Recorded", prefix + "3")]);
        }
    }
}
