using System.Diagnostics;
using System.Threading.Channels;

namespace Trading.Embedded.Durable;

/// <summary>Runs activities, a bounded number at once, and records their results.</summary>
internal sealed class ActivityDispatcher
{
    private readonly DurableWork work;
    private readonly DurableJson json;
    private readonly IReadOnlyDictionary<string, Func<ActivityInvocation, CancellationToken, Task<object?>>> functions;
    private readonly Channel<ActivityRow> waiting = Channel.CreateUnbounded<ActivityRow>();
    private readonly int places;
    private readonly int capacity;
    private int backlog;

    public ActivityDispatcher(
        DurableWork work, DurableJson json, IReadOnlyDictionary<string, Func<ActivityInvocation, CancellationToken, Task<object?>>> functions, int places)
    {
        this.work = work;
        this.json = json;
        this.functions = functions;
        this.places = places;
        capacity = Math.Max(256, 8 * places);
    }

    /// <summary>How many more may be taken from the store into memory.</summary>
    public int Room => Math.Max(0, capacity - Volatile.Read(ref backlog));

    /// <summary>Whether some were left in the store for want of room.</summary>
    public bool MoreInStore { get; set; }

    /// <summary>Whether it is worth while to fetch them.</summary>
    public bool WantsMore => MoreInStore && Room >= capacity / 2;

    /// <summary>Called when there is room again for those left in the store.</summary>
    public Action? Drained { get; set; }

    public void Add(IReadOnlyList<ActivityRow> rows)
    {
        Interlocked.Add(ref backlog, rows.Count);
        foreach (var row in rows)
            waiting.Writer.TryWrite(row);
    }

    public void Begin()
    {
        for (var place = 0; place < places; place++)
            work.Begin(WorkAsync);
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                var row = await waiting.Reader.ReadAsync(work.Stop);
                if (work.Stop.IsCancellationRequested)
                    return;
                if (Interlocked.Decrement(ref backlog) == capacity / 2 && MoreInStore)
                    Drained?.Invoke();
                var begun = work.Clock.GetTimestamp();
                var answer = await RunAsync(row);
                DurableMetrics.Activity(row.Name, answer, work.Clock.GetElapsedTime(begun));
                if (answer is not null)
                    work.Track(RecordAsync(row, answer));
            }
        }
        catch (OperationCanceledException) when (work.Stop.IsCancellationRequested)
        {
            // The stop: what was not begun stays in the store.
        }
    }

    private async Task<Message?> RunAsync(ActivityRow row)
    {
        using var activity = DurableTracing.Continue($"activity:{row.Name}", ActivityKind.Server, row.Trace);
        activity?.SetTag("durabletask.task.instance_id", row.Instance).SetTag("durabletask.task.task_id", row.TaskId);
        try
        {
            if (!functions.TryGetValue(row.Name, out var function))
            {
                return new TaskFailed(
                    row.TaskId, new StoredFailure("ActivityTaskNotFound", $"No activity task named '{row.Name}' was found.", null, null, true));
            }

            var trace = DurableTracing.Of(activity) ?? row.Trace;
            var invocation = new ActivityInvocation(row.Name, row.Instance, row.TaskId, row.Input, trace?.TraceParent, json);
            return new TaskCompleted(row.TaskId, json.Write(await CallAsync(function, invocation)));
        }
        catch (OperationCanceledException) when (work.Abort.IsCancellationRequested)
        {
            work.Logger.ActivityHandedBack(row.Name, row.TaskId, row.Instance);
            return null;
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            work.Logger.ActivityFailed(error, row.Name, row.TaskId, row.Instance);
            return new TaskFailed(row.TaskId, work.Stored(StoredFailure.Of(error)));
        }
    }

    private Task<object?> CallAsync(Func<ActivityInvocation, CancellationToken, Task<object?>> function, ActivityInvocation invocation) =>
        work.Faults is { } faults
            ? faults.AroundActivityAsync(() => function(invocation, work.Abort), work.Clock, work.Abort)
            : function(invocation, work.Abort);

    private async Task RecordAsync(ActivityRow row, Message answer)
    {
        var text = StoredJson.Write(answer);
        try
        {
            await work.RecordAsync($"the result of activity {row.Name}", session => WorkTable.CommitActivity(session, row, text));
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // Given up, or the platform has closed: not recorded, so it runs again.
            work.Logger.ActivityHandedBack(row.Name, row.TaskId, row.Instance);
        }
    }
}
