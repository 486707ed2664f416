using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Durable;

/// <summary>
/// One execution of an orchestrator in memory. New episodes advance it; after a restart the recorded ones are replayed first.
/// Both go through the same code, so that an orchestrator can't tell them apart. Used by one thread at a time.
/// </summary>
internal sealed class OrchestrationRun
{
    internal const string NotDeterministic = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    private readonly Func<TaskOrchestrationContext, Task<object?>>? orchestrator;
    private readonly OrchestrationScheduler scheduler = new();
    private readonly Dictionary<int, PendingTask> open = [];
    private readonly SortedDictionary<int, Step> unrecorded = [];
    private readonly List<Message> held = [];
    private readonly List<EventRaised> forNextExecution = [];
    private readonly HashSet<int> cancelledTimers = [];
    private readonly OrchestrationContext context;
    private Task<Task<object?>>? main;
    private (string? Input, bool Preserve)? newBeginning;
    private Outcome? forced;
    private string? customStatus;
    private bool suspended;
    private int nextTaskId;

    public OrchestrationRun(
        string instanceId,
        ExecutionStarted start,
        Func<TaskOrchestrationContext, Task<object?>>? orchestrator,
        DurableJson json,
        ILoggerFactory loggers)
    {
        InstanceId = instanceId;
        Start = start;
        Json = json;
        Now = start.NotBefore;
        this.orchestrator = orchestrator;
        Events = new ExternalEvents(json);
        context = new OrchestrationContext(this, loggers);
    }

    public string InstanceId { get; }

    public ExecutionStarted Start { get; }

    public DurableJson Json { get; }

    public ExternalEvents Events { get; }

    public OrchestrationScheduler Scheduler => scheduler;

    /// <summary>Number of the next episode, from 0.</summary>
    public int NextEpisode { get; private set; }

    public DateTime Now { get; private set; }

    public bool IsReplaying { get; private set; }

    /// <summary>Goes through a recorded episode again.</summary>
    public void Replay(Episode recorded)
    {
        IsReplaying = true;
        Process(recorded.At, recorded.Messages);
        foreach (var step in recorded.Steps)
        {
            if (Disagreement(step) is { } disagreement)
                forced ??= new Outcome.Broken(new StoredFailure(NotDeterministic, disagreement, null, null, true), AtOnce: true);
            unrecorded.Remove(step.TaskId);
        }

        cancelledTimers.Clear();
    }

    /// <summary>Takes in what arrived and runs the orchestrator to its next wait.</summary>
    /// <param name="now">Time of the platform, UTC; the orchestrator's own time never goes back.</param>
    /// <param name="messages">What arrived, in order.</param>
    public EpisodeResult Advance(DateTime now, IReadOnlyList<Message> messages)
    {
        IsReplaying = false;
        var at = now > Now ? now : Now;
        foreach (var message in messages)
        {
            if (message is TimerFired timer && timer.FireAt > at)
                at = timer.FireAt;
        }

        Process(at, messages);
        var outcome = Conclude();
        Step[] steps = [.. unrecorded.Values];
        unrecorded.Clear();
        int[] cancelled = [.. cancelledTimers];
        cancelledTimers.Clear();
        return new EpisodeResult(new Episode(at, messages, [.. steps.Select(step => step.ToRecord())]), steps, cancelled, customStatus, outcome);
    }

    /// <summary>Asks for a step that is answered later.</summary>
    public Task<T> Ask<T>(Func<int, Step> describe)
    {
        var step = Note(describe);
        var pending = new PendingTask<T>(step.TaskId, step.Name ?? string.Empty, Json);
        open.Add(step.TaskId, pending);
        return pending.Task;
    }

    /// <summary>Asks for a timer that may be cancelled.</summary>
    public Task AskTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var step = Note(id => new TimerStep(id, fireAt));
        var pending = new PendingTask<object?>(step.TaskId, string.Empty, Json);
        open.Add(step.TaskId, pending);
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.Register(() =>
            {
                if (!scheduler.IsCurrent)
                {
                    scheduler.NoteForeignWork();
                }
                else if (pending.TryCancel(cancellationToken))
                {
                    open.Remove(step.TaskId);
                    cancelledTimers.Add(step.TaskId);
                }
            });
        }

        return pending.Task;
    }

    /// <summary>Asks for a step that nobody answers.</summary>
    public Step Note(Func<int, Step> describe)
    {
        var step = describe(nextTaskId++);
        unrecorded.Add(step.TaskId, step);
        return step;
    }

    public void SetCustomStatus(string? status) => customStatus = status;

    public void BeginAnew(string? input, bool preserve) => newBeginning = (input, preserve);

    /// <exception cref="InvalidOperationException">The caller is not on the orchestrator's thread.</exception>
    public void EnsureOnThread()
    {
        if (scheduler.IsCurrent)
            return;
        scheduler.NoteForeignWork();
        throw new InvalidOperationException(ForeignWork);
    }

    private const string ForeignWork =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an orchestrator function's implementation or by middleware that invokes asynchronous code.";

    private void Process(DateTime at, IReadOnlyList<Message> messages)
    {
        NextEpisode++;
        Now = at;
        foreach (var message in messages)
            Receive(message);
    }

    private void Receive(Message message)
    {
        switch (message)
        {
            case var _ when forced is not null:
                break;
            case TerminationRequested request:
                forced = new Outcome.EndedByClient(request.Output, request.Recursive);
                break;
            case SuspensionRequested:
                suspended = true;
                break;
            case ResumptionRequested:
                suspended = false;
                Message[] waiting = [.. held];
                held.Clear();
                foreach (var earlier in waiting)
                    Dispatch(earlier);
                break;
            case var _ when suspended:
                held.Add(message);
                break;
            default:
                Dispatch(message);
                break;
        }
    }

    private void Dispatch(Message message) => scheduler.Run(() =>
    {
        switch (message)
        {
            case ExecutionStarted started:
                Begin();
                foreach (var carried in started.Carried ?? [])
                    Events.Deliver(carried);
                break;
            case EventRaised late when newBeginning is not null:
                forNextExecution.Add(late);
                break;
            case EventRaised arrived:
                Events.Deliver(arrived);
                break;
            case TaskCompleted completed when open.Remove(completed.TaskId, out var pending):
                pending.Complete(completed.Result);
                break;
            case TaskFailed failed when open.Remove(failed.TaskId, out var pending):
                pending.Fail(failed.Failure.ToDetails());
                break;
            case TimerFired timer when open.Remove(timer.TaskId, out var pending):
                pending.Complete(null);
                break;
            default:
                // An answer to something cancelled, or a second answer.
                break;
        }
    });

    private void Begin()
    {
        if (orchestrator is null)
        {
            forced = new Outcome.Broken(
                new StoredFailure("OrchestratorTaskNotFound", $"No orchestrator task named '{Start.Name}' was found.", null, null, true), AtOnce: true);
            return;
        }

        main = Task.Factory.StartNew(async () => await orchestrator(context), CancellationToken.None, TaskCreationOptions.None, scheduler);
    }

    private string? Disagreement(StepRecord recorded)
    {
        const string Advice = "Was a change made to the orchestrator code after this instance had already started running?";
        var was = $"A previous execution of this orchestration scheduled {Describe(recorded.Kind, recorded.Name)} with sequence ID {recorded.TaskId}";
        if (!unrecorded.TryGetValue(recorded.TaskId, out var now))
            return $"Non-Deterministic workflow detected: {was}, but the current replay execution hasn't (yet?) scheduled this task. {Advice}";
        if (now.Kind != recorded.Kind || !string.Equals(now.Name, recorded.Name, StringComparison.OrdinalIgnoreCase))
            return $"Non-Deterministic workflow detected: {was}, but the current replay execution scheduled {Describe(now.Kind, now.Name)} instead. {Advice}";
        return null;
    }

    private static string Describe(StepKind kind, string? name) => kind switch
    {
        StepKind.Activity => $"the activity '{name}'",
        StepKind.Child => $"the sub-orchestration '{name}'",
        StepKind.Event => $"the event '{name}' to another instance",
        _ => "a timer",
    };

    private Outcome Conclude()
    {
        if (forced is not null)
            return forced;
        if (scheduler.SawForeignWork)
            return Stuck();
        if (suspended || open.Count > 0 || main is null)
            return new Outcome.Waiting(suspended);
        if (!main.IsCompleted || !main.Result.IsCompleted)
            return Events.AnyoneWaits ? new Outcome.Waiting(false) : Stuck();
        try
        {
            var output = main.Result.GetAwaiter().GetResult();
            return newBeginning is { } begun
                ? new Outcome.BegunAnew(begun.Input, [.. begun.Preserve ? Events.Unprocessed : [], .. forNextExecution])
                : new Outcome.Returned(Json.Write(output));
        }
        catch (Exception error)
        {
            return new Outcome.Broken(StoredFailure.Of(error), AtOnce: false);
        }
    }

    private static Outcome.Broken Stuck() => new Outcome.Broken(StoredFailure.Of(new InvalidOperationException(ForeignWork)), AtOnce: true);

    private abstract class PendingTask
    {
        public abstract void Complete(string? result);

        public abstract void Fail(TaskFailureDetails failure);
    }

    private sealed class PendingTask<T>(int taskId, string name, DurableJson json) : PendingTask
    {
        private readonly TaskCompletionSource<T> completion = new();

        public Task<T> Task => completion.Task;

        public bool TryCancel(CancellationToken cancellationToken) => completion.TrySetCanceled(cancellationToken);

        public override void Complete(string? result) => completion.SetFrom(() => json.Read<T>(result)!);

        public override void Fail(TaskFailureDetails failure) => completion.TrySetException(new TaskFailedException(name, taskId, failure));
    }
}
