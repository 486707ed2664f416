using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Durable;

/// <summary>The engine's own reads and writes: arrivals, episodes, results, due timers. Called inside the store's reads and writes.</summary>
internal static class WorkTable
{
    /// <summary>What came in after the numbers already seen.</summary>
    public static Arrivals ReadArrivals(SqliteSession session, long afterMessage, int messageLimit, long afterActivity, int activityLimit) => new(
        messageLimit == 0 ? [] : session.Query(
            "SELECT id, instance, life, execution, message FROM durable_inbox WHERE id > ?1 ORDER BY id LIMIT ?2", ReadInboxRow, afterMessage, messageLimit),
        activityLimit == 0 ? [] : session.Query(
            "SELECT id, instance, life, execution, task, name, input, trace_parent, trace_state FROM durable_activities WHERE id > ?1 ORDER BY id LIMIT ?2",
            row => new ActivityRow(
                row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt32(4), row.GetString(5),
                row.IsDBNull(6) ? null : row.GetString(6),
                row.IsDBNull(7) ? null : new TraceLink(row.GetString(7), row.IsDBNull(8) ? null : row.GetString(8))),
            afterActivity, activityLimit),
        session.Scalar("SELECT min(due) FROM durable_timers") as long?);

    /// <summary>Messages of one instance, after a number and up to another.</summary>
    public static List<InboxRow> ReadInbox(SqliteSession session, string instance, long after, long upTo, int limit) =>
        session.Query(
            "SELECT id, instance, life, execution, message FROM durable_inbox WHERE id > ?2 AND id <= ?3 AND instance = ?1 ORDER BY id LIMIT ?4",
            ReadInboxRow, instance, after, upTo, limit);

    /// <summary>An execution with its history; null when there is no such instance.</summary>
    public static StoredExecution? ReadExecution(SqliteSession session, string instance)
    {
        var found = session.Query(
            "SELECT status, life, execution FROM durable_instances WHERE id = ?1",
            row => new StoredExecution((OrchestrationRuntimeStatus)row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), []), instance).FirstOrDefault();
        return found is null or { HasEnded: true }
            ? found
            : found with
            {
                Episodes = session.Query("SELECT record FROM durable_history WHERE instance = ?1 ORDER BY episode", row => row.GetString(0), instance),
            };
    }

    /// <summary>Stores what an episode did, all or nothing.</summary>
    /// <returns>False when the execution is not the instance's present one any more; then nothing is stored.</returns>
    public static bool CommitEpisode(SqliteSession session, EpisodeCommit episode)
    {
        var (run, result) = (episode.Run, episode.Result);
        var (status, output, failure) = Describe(result.Outcome);
        var changed = session.Execute(
            """
            UPDATE durable_instances SET status = ?4, updated = ?5, output = ?6, failure = ?7, custom_status = ?8
            WHERE id = ?1 AND life = ?2 AND execution = ?3
            """,
            run.InstanceId, run.Start.Life, run.Start.Execution, (int)status, result.Record.At.Ticks, output, failure, result.CustomStatus);
        if (changed == 0)
            return false;
        DeleteMessages(session, episode.TakenIn);
        if (result.Outcome is Outcome.BegunAnew begun)
            BeginAnew(session, run, begun);
        else
            session.Execute("INSERT INTO durable_history (instance, episode, record) VALUES (?1, ?2, ?3)", run.InstanceId, episode.Number, episode.Record);

        foreach (var timer in result.CancelledTimers)
        {
            session.Execute(
                "DELETE FROM durable_timers WHERE instance = ?1 AND execution = ?2 AND task = ?3", run.InstanceId, run.Start.Execution, timer);
        }

        if (result.Outcome is Outcome.EndedByClient or Outcome.Broken { AtOnce: true })
            session.Execute("DELETE FROM durable_timers WHERE instance = ?1", run.InstanceId);
        else
            CarryOut(session, episode);
        if (result.Outcome is Outcome.EndedByClient { Recursive: true } ended)
            InstanceTable.TerminateChildren(session, run.InstanceId, run.Start.Execution, StoredJson.Write(new TerminationRequested(ended.Output, true)));
        if (InstanceTable.HasEnded(status) && run.Start.Parent is { } parent)
            InstanceTable.Answer(session, parent, Answer(parent.TaskId, result.Outcome));
        return true;
    }

    /// <summary>Ends an instance that has not begun.</summary>
    public static bool EndUnstarted(SqliteSession session, string instance, long life, string? output, DateTime at, IEnumerable<long> takenIn)
    {
        var changed = session.Execute(
            "UPDATE durable_instances SET status = ?3, updated = ?4, output = ?5 WHERE id = ?1 AND life = ?2",
            instance, life, (int)OrchestrationRuntimeStatus.Terminated, at.Ticks, output);
        session.Execute("DELETE FROM durable_timers WHERE instance = ?1", instance);
        DeleteMessages(session, takenIn);
        return changed > 0;
    }

    public static void DeleteMessages(SqliteSession session, IEnumerable<long> ids)
    {
        foreach (var id in ids)
            session.Execute("DELETE FROM durable_inbox WHERE id = ?1", id);
    }

    /// <summary>Records an activity's result, once.</summary>
    public static bool CommitActivity(SqliteSession session, ActivityRow activity, string message)
    {
        if (session.Execute("DELETE FROM durable_activities WHERE id = ?1", activity.Id) == 0)
            return false;
        InstanceTable.Post(session, activity.Instance, activity.Life, activity.Execution, message);
        return true;
    }

    /// <summary>Moves what is due into the inbox.</summary>
    /// <returns>Messages moved.</returns>
    public static int FireDue(SqliteSession session, DateTime now)
    {
        var moved = session.Execute(
            """
            INSERT INTO durable_inbox (instance, life, execution, message)
            SELECT instance, life, execution, message FROM durable_timers WHERE due <= ?1 ORDER BY due, id
            """,
            now.Ticks);
        if (moved > 0)
            session.Execute("DELETE FROM durable_timers WHERE due <= ?1", now.Ticks);
        session.Touch(InstanceTable.WorkTopic);
        return moved;
    }

    private static InboxRow ReadInboxRow(SqliteRow row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3), row.GetString(4));

    private static void BeginAnew(SqliteSession session, OrchestrationRun run, Outcome.BegunAnew begun)
    {
        var execution = InstanceTable.NextNumber(session);
        session.Execute("DELETE FROM durable_history WHERE instance = ?1", run.InstanceId);
        session.Execute("UPDATE durable_instances SET execution = ?2, input = ?3 WHERE id = ?1", run.InstanceId, execution, begun.Input);
        var start = run.Start with { Execution = execution, Input = begun.Input, Carried = begun.Carried, NotBefore = run.Now.AddTicks(1) };
        InstanceTable.Post(session, run.InstanceId, run.Start.Life, execution, StoredJson.Write(start));
    }

    private static void CarryOut(SqliteSession session, EpisodeCommit episode)
    {
        var (run, result, trace) = (episode.Run, episode.Result, episode.Trace);
        foreach (var step in result.Steps)
        {
            switch (step)
            {
                case ActivityStep call:
                    session.Execute(
                        """
                        INSERT INTO durable_activities (instance, life, execution, task, name, input, trace_parent, trace_state)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                        """,
                        run.InstanceId, run.Start.Life, run.Start.Execution, call.TaskId, call.Activity, call.Input, trace?.TraceParent, trace?.TraceState);
                    session.Touch(InstanceTable.WorkTopic);
                    break;
                case TimerStep timer when !result.CancelledTimers.Contains(timer.TaskId):
                    var fired = StoredJson.Write(new TimerFired(timer.TaskId, timer.FireAt));
                    if (timer.FireAt <= result.Record.At)
                        InstanceTable.Post(session, run.InstanceId, run.Start.Life, run.Start.Execution, fired);
                    else
                        InstanceTable.PostLater(session, timer.FireAt, run.InstanceId, run.Start.Life, run.Start.Execution, timer.TaskId, fired);
                    break;
                case ChildStep child:
                    StartChild(session, episode, child);
                    break;
                case EventStep sent:
                    InstanceTable.PostToLiving(session, sent.TargetId, StoredJson.Write(new EventRaised(sent.EventName, sent.Payload)));
                    break;
                default:
                    break;
            }
        }
    }

    private static void StartChild(SqliteSession session, EpisodeCommit episode, ChildStep child)
    {
        var run = episode.Run;
        var call = new ParentCall(run.InstanceId, run.Start.Name, run.Start.Life, run.Start.Execution, child.TaskId);
        try
        {
            InstanceTable.Start(
                session, new NewInstance(child.ChildId, child.Orchestrator, child.Input, call, episode.Trace, episode.Result.Record.At, null), InstanceTable.Living);
        }
        catch (OrchestrationAlreadyExistsException taken)
        {
            InstanceTable.Post(
                session, run.InstanceId, run.Start.Life, run.Start.Execution,
                StoredJson.Write(new TaskFailed(child.TaskId, StoredFailure.Of(taken))));
        }
    }

    private static Message Answer(int taskId, Outcome outcome) => outcome switch
    {
        Outcome.Returned returned => new TaskCompleted(taskId, returned.Output),
        Outcome.Broken broken => new TaskFailed(taskId, broken.Failure),
        _ => InstanceTable.Terminated(taskId),
    };

    private static (OrchestrationRuntimeStatus Status, string? Output, string? Failure) Describe(Outcome outcome) => outcome switch
    {
        Outcome.Returned returned => (OrchestrationRuntimeStatus.Completed, returned.Output, null),
        Outcome.Broken broken => (OrchestrationRuntimeStatus.Failed, broken.Failure.Message, StoredJson.Write(broken.Failure)),
        Outcome.EndedByClient ended => (OrchestrationRuntimeStatus.Terminated, ended.Output, null),
        Outcome.Waiting { Suspended: true } => (OrchestrationRuntimeStatus.Suspended, null, null),
        _ => (OrchestrationRuntimeStatus.Running, null, null),
    };
}

/// <summary>An episode ready to be stored.</summary>
/// <param name="Run">Whose.</param>
/// <param name="Number">Its number in the execution, from 0.</param>
/// <param name="Record">Its history as JSON.</param>
/// <param name="Result">What it did.</param>
/// <param name="TakenIn">Numbers of the inbox messages it took in or passed over.</param>
/// <param name="Trace">What the steps continue.</param>
/// <param name="Duration">How long the orchestrator computed.</param>
internal sealed record EpisodeCommit(
    OrchestrationRun Run, int Number, string Record, EpisodeResult Result, IReadOnlyList<long> TakenIn, TraceLink? Trace, TimeSpan Duration);
