using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Durable;

/// <summary>What an orchestrator of this engine sees of the world.</summary>
internal sealed class OrchestrationContext(OrchestrationRun run, ILoggerFactory loggers) : TaskOrchestrationContext
{
    // The namespace of the Durable Task framework's ids.
    private static readonly byte[] GuidNamespace = new Guid("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

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
        if (input is TaskOptions && options is null)
            throw new ArgumentException($"The input of activity '{name.Name}' is a {nameof(TaskOptions)}, and there are no options; pass it as {nameof(options)}.", nameof(input));
        var payload = run.Json.Write(input);
        return Call(options, () => run.Ask<TResult>(id => new ActivityStep(id, name.Name, payload)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        run.EnsureOnThread();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var payload = run.Json.Write(input);
        var childId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.Check(childId, nameof(options));
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
        // A version 5 UUID (RFC 9562) of instance, time and count, as the framework's own. No two executions of an instance share a time.
        var name = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{run.InstanceId}_{run.Now:o}_{guids++}"));
#pragma warning disable CA5350 // The version of the UUID prescribes SHA-1; nothing is kept secret or trusted by it.
        var hash = SHA1.HashData([.. GuidNamespace, .. name]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private Task<T> Call<T>(TaskOptions? options, Func<Task<T>> attempt) =>
        options?.Retry is { } retry ? Retries.RunAsync(this, retry, attempt) : attempt();
}
