using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Azure.Contracts.Tests.DurableTask;

/// <summary>An orchestration context that notes what reaches its abstract members.</summary>
internal sealed class RecordingContext : TaskOrchestrationContext
{
    public List<string> Calls { get; } = [];

    public TaskCompletionSource<object?> Arrival { get; } = new();

    public TaskCompletionSource Silence { get; } = new();

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    public bool Replays { get; set; }

    public override TaskName Name => "Recording";

    public override string InstanceId => "instance";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => new(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    public override bool IsReplaying => Replays;

    protected override ILoggerFactory LoggerFactory => Loggers;

    public override T GetInput<T>() => default!;

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        Note<TResult>("activity", name, input, options);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        Note<TResult>("child", orchestratorName, input, options);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Calls.Add($"timer {fireAt.ToString("s", CultureInfo.InvariantCulture)}");
        cancellationToken.Register(() => Silence.TrySetCanceled(cancellationToken));
        return Silence.Task;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        Calls.Add($"event {eventName}");
        cancellationToken.Register(() => Arrival.TrySetCanceled(cancellationToken));
        return (T)(await Arrival.Task)!;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) => Calls.Add($"send {instanceId} {eventName} {payload}");

    public override void SetCustomStatus(object? customStatus) => Calls.Add($"status {customStatus}");

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Calls.Add($"anew {newInput} {preserveUnprocessedEvents}");

    public override Guid NewGuid() => Guid.Empty;

    private Task<TResult> Note<TResult>(string kind, TaskName name, object? input, TaskOptions? options)
    {
        Calls.Add($"{kind} {name.Name} {input ?? "nothing"} {(options is null ? "plain" : "options")}");
        return Task.FromResult(default(TResult)!);
    }
}
