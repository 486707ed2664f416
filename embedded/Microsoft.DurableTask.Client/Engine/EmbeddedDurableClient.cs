using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Durable;

/// <summary>The client of the embedded engine. It works on the store, so whether and where the engine runs does not matter to it.</summary>
internal sealed class EmbeddedDurableClient(EmbeddedPlatform platform, DurableJson json, DurableEngineOptions engine, InstanceWaiters waiters)
    : DurableTaskClient(engine.TaskHub)
{
    private const int PurgeChunk = 200;

    private DateTime Now => platform.Clock.GetUtcNow().UtcDateTime;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        if (!string.IsNullOrEmpty(options?.InstanceId))
            InstanceIds.Check(options.InstanceId, nameof(options));
        cancellation.ThrowIfCancellationRequested();
        using var activity = DurableTracing.Begin($"create_orchestration:{orchestratorName.Name}", ActivityKind.Producer);
        var trace = DurableTracing.Of(activity) ?? DurableTracing.Current;
        var payload = json.Write(input);
        var startAt = options?.StartAt?.UtcDateTime;
        var keep = options?.DedupeStatuses is { Count: > 0 } statuses ? ReadStatuses(statuses) : InstanceTable.Living;
        return await platform.Store.WriteAsync(session =>
        {
            var id = string.IsNullOrEmpty(options?.InstanceId) ? NewId(session) : options.InstanceId;
            InstanceTable.Start(session, new NewInstance(id, orchestratorName.Name, payload, null, trace, Now, startAt), keep);
            return id;
        });
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        if (!await PostAsync(instanceId, new EventRaised(eventName, json.Write(eventPayload)), cancellation) && engine.RefuseEventsToNobody)
        {
            throw new InvalidOperationException(
                $"The event '{eventName}' was not raised: there is no instance '{instanceId}', or it has ended. To have such events discarded, set extensions.durableTask.throwStatusExceptionsOnRaiseEvent to false in host.json.");
        }
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, metadata => metadata.RuntimeStatus != OrchestrationRuntimeStatus.Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, metadata => metadata.IsCompleted, cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        PostAsync(instanceId, new TerminationRequested(json.Write(options?.Output), options?.Recursive ?? false), cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        PostAsync(instanceId, new SuspensionRequested(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        PostAsync(instanceId, new ResumptionRequested(reason), cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Find(instanceId, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(platform, filter ?? new OrchestrationQuery(), json);

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var recursive = options?.Recursive ?? false;
        return new PurgeResult(await platform.Store.WriteAsync(session => InstanceTable.Purge(session, instanceId, recursive)));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var recursive = options?.Recursive ?? false;
        var (purged, after) = (0, "");
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var (found, removed) = await platform.Store.WriteAsync(session =>
            {
                var ids = InstanceTable.EndedIds(session, filter, after, PurgeChunk);
                return (ids, ids.Sum(id => InstanceTable.Purge(session, id, recursive)));
            });
            purged += removed;
            if (found.Count < PurgeChunk)
                return new PurgeResult(purged, true);
            after = found[^1];
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private OrchestrationMetadata? Find(string instanceId, bool payloads) =>
        platform.Store.Read(session => InstanceTable.Find(session, instanceId, payloads ? json : null));

    /// <returns>Whether there is such an instance and it has not ended.</returns>
    private async Task<bool> PostAsync(string instanceId, Message message, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var text = StoredJson.Write(message);
        return await platform.Store.WriteAsync(session => InstanceTable.PostToLiving(session, instanceId, text));
    }

    private Task<OrchestrationMetadata> WaitAsync(
        string instanceId, bool payloads, Func<OrchestrationMetadata, bool> until, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return waiters.WaitAsync(
            instanceId,
            () =>
            {
                var metadata = Find(instanceId, payloads)
                    ?? throw new InvalidOperationException($"An orchestration instance with the ID '{instanceId}' does not exist.");
                return until(metadata) ? metadata : null;
            },
            cancellation);
    }

    private static HashSet<OrchestrationRuntimeStatus> ReadStatuses(IReadOnlyList<string> names)
    {
        var statuses = new HashSet<OrchestrationRuntimeStatus>();
        foreach (var name in names)
        {
            statuses.Add(Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
                ? status
                : throw new ArgumentException($"DedupeStatuses: '{name}' is no orchestration status.", nameof(names)));
        }

        // To replace a living instance is to terminate it first, which would then be refused.
        return statuses.Contains(OrchestrationRuntimeStatus.Terminated) && !statuses.IsSupersetOf(InstanceTable.Living)
            ? throw new ArgumentException("DedupeStatuses: a list with Terminated must have Pending, Running and Suspended too.", nameof(names))
            : statuses;
    }

    // From the platform's seed and a number that is never used twice, so that runs repeat and ids do not.
    private string NewId(SqliteSession session)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"instance/{platform.Options.Seed}/{InstanceTable.NextNumber(session)}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }
}
