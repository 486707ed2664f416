using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Durable;

/// <summary>
/// Brings messages to orchestrations and runs their episodes: one at a time for an instance, several instances at once. The next
/// episode of an instance begins only after the one before is stored. What is in memory is bounded, by instance too: an instance that
/// hangs, fails or is flooded leaves its further messages in the store and holds up no other.
/// </summary>
internal sealed class OrchestrationDispatcher(
    DurableWork work,
    DurableJson json,
    ILoggerFactory loggers,
    IReadOnlyDictionary<string, Func<TaskOrchestrationContext, Task<object?>>> functions,
    DurableEngineOptions options,
    InstanceWaiters waiters)
{
    private const int Capacity = 8_192;
    private const int CapacityOfOne = 1_024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Mailbox> mailboxes = new(StringComparer.Ordinal);
    private readonly LinkedList<Mailbox> idle = new();
    private readonly Channel<Mailbox> ready = Channel.CreateUnbounded<Mailbox>();

    private long delivered;
    private int backlog;

    /// <summary>How many more messages may be taken from the store into memory.</summary>
    public int Room => Math.Max(0, Capacity - Volatile.Read(ref backlog));

    /// <summary>Whether messages were left in the store for want of room.</summary>
    public bool MoreInStore { get; set; }

    /// <summary>Whether it is worth while to fetch them.</summary>
    public bool WantsMore => MoreInStore && Room >= Capacity / 2;

    /// <summary>Called when there is room again for those left in the store.</summary>
    public Action? Drained { get; set; }

    public void Deliver(IReadOnlyList<InboxRow> rows)
    {
        lock (gate)
        {
            foreach (var row in rows)
            {
                if (!mailboxes.TryGetValue(row.Instance, out var mailbox))
                    mailboxes.Add(row.Instance, mailbox = new Mailbox(row.Instance));
                mailbox.MoreInStore |= mailbox.Waiting.Count >= CapacityOfOne;
                if (!mailbox.MoreInStore)
                {
                    mailbox.Waiting.Add(row);
                    mailbox.Last = row.Id;
                    if (mailbox.IsReady)
                        backlog++;
                }

                if (!mailbox.Busy)
                    MakeReady(mailbox);
            }

            delivered = rows[^1].Id;
        }
    }

    public void Begin()
    {
        for (var place = 0; place < options.MaxConcurrentOrchestrations; place++)
            work.Begin(WorkAsync);
    }

    private async Task WorkAsync()
    {
        try
        {
            // The episode itself runs here, up to its write; the write is awaited elsewhere, so that many share a commit.
            while (true)
            {
                var mailbox = await ready.Reader.ReadAsync(work.Stop);
                if (work.Stop.IsCancellationRequested)
                    return;
                work.Track(ProcessAsync(mailbox));
            }
        }
        catch (OperationCanceledException) when (work.Stop.IsCancellationRequested)
        {
            // The stop: what was not processed stays in the store.
        }
    }

    private async Task ProcessAsync(Mailbox mailbox)
    {
        var rows = Take(mailbox);
        try
        {
            AddLeftInStore(mailbox, rows);
            var parked = rows.Count == 0 ? rows : await RunEpisodeAsync(mailbox, rows);
            mailbox.Failures = 0;
            Release(mailbox, parked);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException && work.Stop.IsCancellationRequested)
        {
            // The stop: not stored, so it is replayed after the next start.
        }
        catch (Exception error)
        {
            mailbox.Run = null;
            var delay = DurableWork.Backoff(mailbox.Failures++);
            work.Logger.EpisodeDelayed(error, mailbox.InstanceId, delay);
            work.Track(TryAgainAsync(mailbox, rows, delay));
        }
    }

    private async Task TryAgainAsync(Mailbox mailbox, List<InboxRow> rows, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, work.Clock, work.Stop);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (gate)
        {
            mailbox.Waiting.InsertRange(0, rows);
            MakeReady(mailbox);
        }
    }

    /// <returns>Rows that have to wait for the instance to start.</returns>
    private async Task<IReadOnlyList<InboxRow>> RunEpisodeAsync(Mailbox mailbox, List<InboxRow> rows)
    {
        var messages = rows.ConvertAll(row => (Row: row, Message: StoredJson.ReadMessage(row.Message)));
        if (mailbox.Run is { } before && messages.Exists(item => item.Message is ExecutionStarted start && start.Execution > before.Start.Execution))
            mailbox.Run = null;   // replaced while it lived
        long? unstarted = null;
        var run = mailbox.Run ??= Load(mailbox.InstanceId, messages, out unstarted);
        if (run is null)
        {
            return unstarted is { } life
                ? await BeforeStartAsync(mailbox.InstanceId, life, messages)
                : await ForgetAsync(rows);
        }

        Message[] mine =
        [
            .. messages.Where(item => item.Row.Life == run.Start.Life && (item.Row.Execution ?? run.Start.Execution) == run.Start.Execution)
                .OrderBy(item => item.Message is ExecutionStarted ? 0 : 1)
                .Select(item => item.Message),
        ];
        if (mine.Length == 0)
            return await ForgetAsync(rows);
        var commit = Advance(run, mine, rows);
        if (!await work.RecordAsync("an episode", session => WorkTable.CommitEpisode(session, commit)))
        {
            // Not the instance's present execution any more. Whatever is there now decides about its messages.
            mailbox.Run = null;
            return mine[0] is ExecutionStarted ? await ForgetAsync(rows) : await RunEpisodeAsync(mailbox, rows);
        }

        DurableMetrics.Episode(run, commit.Result, commit.Duration);
        if (commit.Result.Outcome is not Outcome.Waiting)
            mailbox.Run = null;
        if (commit.Result.Outcome is Outcome.Broken broken)
            work.Logger.OrchestrationFailed(run.Start.Name, run.InstanceId, broken.Failure.Message);
        waiters.Changed(run.InstanceId);
        return [];
    }

    private EpisodeCommit Advance(OrchestrationRun run, Message[] messages, List<InboxRow> rows)
    {
        using var activity = DurableTracing.Continue($"orchestration:{run.Start.Name}", ActivityKind.Server, run.Start.Trace);
        activity?.SetTag("durabletask.task.instance_id", run.InstanceId);
        var number = run.NextEpisode;
        var begun = work.Clock.GetTimestamp();
        var result = run.Advance(work.Now, messages);
        var duration = work.Clock.GetElapsedTime(begun);
        if (result.Outcome is Outcome.Broken broken)
        {
            result = result with { Outcome = broken with { Failure = work.Stored(broken.Failure) } };
            activity?.SetStatus(ActivityStatusCode.Error, broken.Failure.Message);
        }

        var trace = DurableTracing.Of(activity) ?? run.Start.Trace;
        return new EpisodeCommit(run, number, StoredJson.Write(result.Record), result, [.. rows.Select(row => row.Id)], trace, duration);
    }

    /// <summary>The run of an instance: new when it is about to start, else replayed. Null when there is nothing to run.</summary>
    private OrchestrationRun? Load(string instanceId, List<(InboxRow Row, Message Message)> messages, out long? unstarted)
    {
        unstarted = null;
        if (messages.Select(item => item.Message).OfType<ExecutionStarted>().LastOrDefault() is { } start)
            return NewRun(instanceId, start);
        var stored = work.Store.Read(session => WorkTable.ReadExecution(session, instanceId));
        if (stored is null or { HasEnded: true })
            return null;
        if (stored.Episodes.Count == 0)
        {
            unstarted = stored.Life;
            return null;
        }

        var episodes = stored.Episodes.Select(StoredJson.ReadEpisode).ToList();
        var run = NewRun(instanceId, episodes[0].Messages.OfType<ExecutionStarted>().First());
        foreach (var episode in episodes)
            run.Replay(episode);
        return run;
    }

    private OrchestrationRun NewRun(string instanceId, ExecutionStarted start) =>
        new(instanceId, start, functions.GetValueOrDefault(start.Name), json, loggers);

    private async Task<IReadOnlyList<InboxRow>> BeforeStartAsync(string instanceId, long life, List<(InboxRow Row, Message Message)> messages)
    {
        if (messages.Where(item => item.Row.Life == life).Select(item => item.Message).OfType<TerminationRequested>().FirstOrDefault() is not { } ended)
            return messages.ConvertAll(item => item.Row);
        var now = work.Now;
        await work.RecordAsync("a termination", session =>
            WorkTable.EndUnstarted(session, instanceId, life, ended.Output, now, messages.Select(item => item.Row.Id)));
        waiters.Changed(instanceId);
        return [];
    }

    private async Task<IReadOnlyList<InboxRow>> ForgetAsync(List<InboxRow> rows)
    {
        await work.RecordAsync("messages to nobody", session =>
        {
            WorkTable.DeleteMessages(session, rows.Select(row => row.Id));
            return true;
        });
        return [];
    }

    private List<InboxRow> Take(Mailbox mailbox)
    {
        bool drained;
        List<InboxRow> rows;
        lock (gate)
        {
            rows = mailbox.Waiting;
            mailbox.Waiting = [];
            mailbox.IsReady = false;
            var before = backlog;
            backlog -= rows.Count;
            drained = MoreInStore && before > Capacity / 2 && backlog <= Capacity / 2;
        }

        if (drained)
            Drained?.Invoke();
        return rows;
    }

    private void AddLeftInStore(Mailbox mailbox, List<InboxRow> rows)
    {
        lock (gate)
        {
            // What arrived meanwhile comes first.
            if (!mailbox.MoreInStore || mailbox.Failures > 0 || mailbox.Waiting.Count > 0)
                return;
            // Up to what was delivered and no further: the rest is still to be delivered.
            var left = work.Store.Read(session => WorkTable.ReadInbox(session, mailbox.InstanceId, mailbox.Last, delivered, CapacityOfOne));
            rows.AddRange(left);
            mailbox.MoreInStore = left.Count == CapacityOfOne;
            mailbox.Last = left.Count > 0 ? left[^1].Id : mailbox.Last;
        }
    }

    private void Release(Mailbox mailbox, IReadOnlyList<InboxRow> parked)
    {
        lock (gate)
        {
            var arrived = mailbox.Waiting.Count > 0 || mailbox.MoreInStore;
            mailbox.Waiting.InsertRange(0, parked);
            mailbox.Busy = false;
            if (arrived)
            {
                MakeReady(mailbox);
                return;
            }

            if (mailbox.Run is not null)
                mailbox.Place = idle.AddLast(mailbox);
            else if (parked.Count == 0)
                mailboxes.Remove(mailbox.InstanceId);
            while (idle.Count > options.MaxCachedOrchestrations)
            {
                var longest = idle.First!.Value;
                idle.RemoveFirst();
                mailboxes.Remove(longest.InstanceId);
            }
        }
    }

    private void MakeReady(Mailbox mailbox)
    {
        mailbox.Busy = true;
        mailbox.IsReady = true;
        backlog += mailbox.Waiting.Count;
        if (mailbox.Place is { } place)
        {
            idle.Remove(place);
            mailbox.Place = null;
        }

        ready.Writer.TryWrite(mailbox);
    }

    private sealed class Mailbox(string instanceId)
    {
        public string InstanceId { get; } = instanceId;

        public List<InboxRow> Waiting { get; set; } = [];

        /// <summary>Number of the newest row that was in memory.</summary>
        public long Last { get; set; }

        /// <summary>Whether rows after the last one were left in the store.</summary>
        public bool MoreInStore { get; set; }

        /// <summary>Whether it is to be processed, is being processed, or waits to be tried again.</summary>
        public bool Busy { get; set; }

        /// <summary>Whether it is to be processed.</summary>
        public bool IsReady { get; set; }

        public int Failures { get; set; }

        public OrchestrationRun? Run { get; set; }

        public LinkedListNode<Mailbox>? Place { get; set; }
    }
}
