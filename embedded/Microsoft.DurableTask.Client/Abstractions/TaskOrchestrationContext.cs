using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>What an orchestrator sees of the world. Its methods are called on the orchestrator's own thread only.</summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>Name of the orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>Id of this instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The orchestration that called this one; null when a client started it.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>Time of the event that is being processed, UTC; the same at each replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether code runs that ran before and whose effects are recorded.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Where loggers come from.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input, or default when there was none.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity and gives its result.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>Calls an activity without input and gives its result.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    /// <summary>Calls an activity.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <summary>Calls an activity without input.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <summary>Calls a child orchestration and gives its result.</summary>
    /// <exception cref="TaskFailedException">The child failed.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <summary>Calls a child orchestration without input and gives its result.</summary>
    /// <exception cref="TaskFailedException">The child failed.</exception>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <summary>Calls a child orchestration.</summary>
    /// <exception cref="TaskFailedException">The child failed.</exception>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Calls a child orchestration without input.</summary>
    /// <exception cref="TaskFailedException">The child failed.</exception>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>A durable timer.</summary>
    /// <param name="delay">Time from now; zero or less fires at once.</param>
    /// <param name="cancellationToken">Cancels the timer, and with it the task.</param>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>A durable timer.</summary>
    /// <param name="fireAt">When it fires, UTC; a time that has passed fires at once.</param>
    /// <param name="cancellationToken">Cancels the timer, and with it the task.</param>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an event. One that came before anybody waited is kept and given at once; of several waiters the newest is served first.</summary>
    /// <param name="eventName">Name of the event; case does not matter.</param>
    /// <param name="cancellationToken">Ends the wait; an event that comes later is kept for the next.</param>
    /// <exception cref="ArgumentException">Somebody waits for the same name with another type.</exception>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an event for a limited time.</summary>
    /// <exception cref="TaskCanceledException">Nothing came in time.</exception>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) =>
        WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <summary>Waits for an event for a limited time, or until the wait is cancelled.</summary>
    /// <exception cref="TaskCanceledException">Nothing came in time, or the wait was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timerEnds = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var waitEnds = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var arrival = WaitForExternalEvent<T>(eventName, waitEnds.Token);
        var silence = CreateTimer(timeout, timerEnds.Token);
        var ended = await Task.WhenAny(arrival, silence) == arrival ? timerEnds : waitEnds;
#pragma warning disable CA1849 // CancelAsync would leave the orchestrator's thread.
        ended.Cancel();
#pragma warning restore CA1849
        return await arrival;
    }

    /// <summary>Sends an event to another orchestration; one that does not exist or has ended does not get it.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets the status that clients read beside the runtime status.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Ends this execution and begins a new one under the same id with an empty history.</summary>
    /// <param name="newInput">Input of the new execution.</param>
    /// <param name="preserveUnprocessedEvents">Whether events that arrived and were not waited for yet are handed on.</param>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>Ends this execution and begins a new one under the same id with an empty history.</summary>
    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>A new id, unique, and the same at each replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent while code is replayed.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        new Trading.Embedded.Durable.ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    /// <summary>A logger that is silent while code is replayed.</summary>
    public virtual ILogger CreateReplaySafeLogger(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return CreateReplaySafeLogger(type.FullName ?? type.Name);
    }

    /// <summary>A logger that is silent while code is replayed.</summary>
    public virtual ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T));
}
