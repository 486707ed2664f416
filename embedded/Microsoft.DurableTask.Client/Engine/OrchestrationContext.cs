using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Durable;

/// <summary>What an orchestrator of this engine sees of the world.</summary>
internal sealed class OrchestrationContext(OrchestrationRun run, ILoggerFactory loggers) : TaskOrchestrationContext
{
    private int guids;

    public override TaskName Name => run.Start.Name;

    public override string InstanceId => run.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        run.Start.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => run.Now;

    public override bool IsReplaying => run.IsReplaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    public override T? GetInput<T>()
        where T : default => run.Json.Read<T>(run.Start.Input);

    public object? GetInput(Type type) => run.Json.Read(run.Start.Input, type);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        run.EnsureOnThread();
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        var payload = run.Json.Write(input);
        return Call(options, () => run.Ask<TResult>(id => new ActivityStep(id, name.Name, payload)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        run.EnsureOnThread();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var payload = run.Json.Write(input);
        var childId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        return Call(options, () => run.Ask<TResult>(id => new ChildStep(id, orchestratorName.Name, childId, payload)));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        run.EnsureOnThread();
        var utc = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        return run.AskTimer(utc, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        run.EnsureOnThread();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return run.Events.WaitAsync<T>(eventName, run.Scheduler, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        run.EnsureOnThread();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var text = run.Json.Write(payload);
        run.Note(id => new EventStep(id, eventName, instanceId, text));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        run.EnsureOnThread();
        run.SetCustomStatus(run.Json.Write(customStatus));
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        run.EnsureOnThread();
        run.BeginAnew(run.Json.Write(newInput), preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        run.EnsureOnThread();
        // The execution's number is never used twice in a data folder, so neither is the id; and a replay counts the same.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{run.InstanceId}/{run.Start.Execution}/{guids++}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private Task<T> Call<T>(TaskOptions? options, Func<Task<T>> attempt) =>
        options?.Retry is { } retry ? Retries.RunAsync(this, retry, attempt) : attempt();
}
