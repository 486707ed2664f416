using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Durable;

/// <summary>Instances: their start, the messages sent to them, what is known of them, their removal. Called inside the store's reads and writes.</summary>
internal static class InstanceTable
{
    /// <summary>Topic of the inbox, the timers and the activities.</summary>
    public const string WorkTopic = "durable/work";

    private const string Ended = "status IN (1, 3, 5)";

    private const string MetadataColumns = "name, id, status, created, updated, input, output, custom_status, failure";

    /// <summary>Where an instance stands that has not ended. A start is refused then unless it says otherwise.</summary>
    public static IReadOnlyCollection<OrchestrationRuntimeStatus> Living { get; } =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    public static bool HasEnded(OrchestrationRuntimeStatus status) =>
        status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    public static long NextNumber(SqliteSession session) =>
        (long)session.Scalar("UPDATE durable_sequence SET value = value + 1 RETURNING value")!;

    /// <summary>Stores a start, in place of an instance of the id that need not be kept.</summary>
    /// <param name="session">The write under way.</param>
    /// <param name="start">What starts, and when.</param>
    /// <param name="keep">Statuses in which an instance of the id is kept and the start refused; in all others it is replaced, even if it runs.</param>
    /// <exception cref="OrchestrationAlreadyExistsException">An instance of the id is kept.</exception>
    public static void Start(SqliteSession session, NewInstance start, IReadOnlyCollection<OrchestrationRuntimeStatus> keep)
    {
        var notBefore = DateTime.MinValue;
        if (FindExisting(session, start.Id) is { } existing)
        {
            if (keep.Contains(existing.Status))
                throw new OrchestrationAlreadyExistsException($"An orchestration instance with the ID '{start.Id}' already exists; it is {existing.Status}.");
            if (!HasEnded(existing.Status) && existing.Parent is { } caller)
                Answer(session, caller, Terminated(caller.TaskId));
            Remove(session, start.Id);
            notBefore = new DateTime(existing.Updated, DateTimeKind.Utc).AddTicks(1);
        }

        var life = NextNumber(session);
        var parent = start.Parent;
        session.Execute(
            """
            INSERT INTO durable_instances (id, name, life, execution, status, input, parent, parent_name, parent_life, parent_execution, parent_task, created, updated)
            VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)
            """,
            start.Id, start.Name, life, (int)OrchestrationRuntimeStatus.Pending, start.Input,
            parent?.InstanceId, parent?.Name, parent?.Life, parent?.Execution, parent?.TaskId, start.At.Ticks);
        var started = StoredJson.Write(new ExecutionStarted(start.Name, life, life, start.Input, parent, start.Trace, null, notBefore));
        if (start.StartAt is { } later && later > start.At)
            PostLater(session, later, start.Id, life, life, null, started);
        else
            Post(session, start.Id, life, life, started);
    }

    /// <summary>Puts a message of this or an other execution into the inbox.</summary>
    public static void Post(SqliteSession session, string instance, long life, long? execution, string message)
    {
        session.Execute("INSERT INTO durable_inbox (instance, life, execution, message) VALUES (?1, ?2, ?3, ?4)", instance, life, execution, message);
        session.Touch(WorkTopic);
    }

    /// <summary>Tells a parent what became of its child.</summary>
    public static void Answer(SqliteSession session, ParentCall parent, Message answer) =>
        Post(session, parent.InstanceId, parent.Life, parent.Execution, StoredJson.Write(answer));

    /// <summary>What a parent hears of a child that was ended from outside, or replaced while it lived.</summary>
    public static TaskFailed Terminated(int taskId) =>
        new(taskId, new StoredFailure("OrchestrationTerminated", "The sub-orchestration was terminated.", null, null, false));

    /// <summary>Keeps a message until its time.</summary>
    public static void PostLater(SqliteSession session, DateTime due, string instance, long life, long? execution, int? task, string message)
    {
        session.Execute(
            "INSERT INTO durable_timers (due, instance, life, execution, task, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            due.Ticks, instance, life, execution, task, message);
        session.Touch(WorkTopic);
    }

    /// <summary>Puts a message from outside into the inbox of an instance that has not ended; false when there is none.</summary>
    public static bool PostToLiving(SqliteSession session, string instance, string message)
    {
        if (session.Scalar($"SELECT life FROM durable_instances WHERE id = ?1 AND NOT {Ended}", instance) is not long life)
            return false;
        Post(session, instance, life, null, message);
        return true;
    }

    /// <summary>Ends the children of an execution that have not ended themselves, and theirs.</summary>
    public static void TerminateChildren(SqliteSession session, string parent, long parentExecution, string message)
    {
        var children = session.Query(
            $"SELECT id, life FROM durable_instances WHERE parent = ?1 AND parent_execution = ?2 AND NOT {Ended}",
            row => (row.GetString(0), row.GetInt64(1)), parent, parentExecution);
        foreach (var (child, life) in children)
            Post(session, child, life, null, message);
    }

    public static OrchestrationMetadata? Find(SqliteSession session, string id, DurableJson? json) =>
        session.Query($"SELECT {MetadataColumns} FROM durable_instances WHERE id = ?1", row => ReadMetadata(row, json), id).FirstOrDefault();

    /// <summary>The instances after an id that match, by id.</summary>
    public static List<OrchestrationMetadata> List(SqliteSession session, OrchestrationQuery query, string after, int limit, DurableJson? json) =>
        session.Query(
            $"""
            SELECT {MetadataColumns} FROM durable_instances
            WHERE id > ?1 AND created >= ?2 AND created <= ?3 AND (?4 IS NULL OR instr(?4, ',' || status || ',') > 0)
                AND (?5 IS NULL OR substr(id, 1, length(?5)) = ?5)
            ORDER BY id LIMIT ?6
            """,
            row => ReadMetadata(row, json),
            after, Ticks(query.CreatedFrom, 0), Ticks(query.CreatedTo, long.MaxValue), Set(query.Statuses), query.InstanceIdPrefix, limit);

    /// <summary>Removes an instance that has ended; with <paramref name="recursive"/>, its children that have ended too.</summary>
    /// <returns>Instances removed.</returns>
    public static int Purge(SqliteSession session, string id, bool recursive)
    {
        if (session.Scalar($"SELECT life FROM durable_instances WHERE id = ?1 AND {Ended}", id) is not long life)
            return 0;
        var removed = 1;
        if (recursive)
        {
            var children = session.Query(
                "SELECT id FROM durable_instances WHERE parent = ?1 AND parent_life = ?2", row => row.GetString(0), id, life);
            foreach (var child in children)
                removed += Purge(session, child, recursive);
        }

        Remove(session, id);
        return removed;
    }

    /// <summary>Up to <paramref name="limit"/> ids of instances after an id that have ended and match, by id.</summary>
    public static List<string> EndedIds(SqliteSession session, PurgeInstancesFilter filter, string after, int limit) =>
        session.Query(
            $"""
            SELECT id FROM durable_instances
            WHERE id > ?1 AND {Ended} AND created >= ?2 AND created <= ?3 AND (?4 IS NULL OR instr(?4, ',' || status || ',') > 0)
            ORDER BY id LIMIT ?5
            """,
            row => row.GetString(0), after, Ticks(filter.CreatedFrom, 0), Ticks(filter.CreatedTo, long.MaxValue), Set(filter.Statuses), limit);

    private static ExistingInstance? FindExisting(SqliteSession session, string id) =>
        session.Query(
            "SELECT status, updated, parent, parent_name, parent_life, parent_execution, parent_task FROM durable_instances WHERE id = ?1",
            row => new ExistingInstance(
                (OrchestrationRuntimeStatus)row.GetInt32(0),
                row.GetInt64(1),
                row.IsDBNull(2) ? null : new ParentCall(row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5), row.GetInt32(6))),
            id).FirstOrDefault();

    private static void Remove(SqliteSession session, string id)
    {
        session.Execute("DELETE FROM durable_instances WHERE id = ?1", id);
        session.Execute("DELETE FROM durable_history WHERE instance = ?1", id);
        session.Execute("DELETE FROM durable_timers WHERE instance = ?1", id);
    }

    private static OrchestrationMetadata ReadMetadata(SqliteRow row, DurableJson? json) => new(row.GetString(0), row.GetString(1))
    {
        RuntimeStatus = (OrchestrationRuntimeStatus)row.GetInt32(2),
        CreatedAt = new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        SerializedInput = json is null || row.IsDBNull(5) ? null : row.GetString(5),
        SerializedOutput = json is null || row.IsDBNull(6) ? null : row.GetString(6),
        SerializedCustomStatus = json is null || row.IsDBNull(7) ? null : row.GetString(7),
        FailureDetails = json is null || row.IsDBNull(8) ? null : StoredJson.ReadFailure(row.GetString(8)).ToDetails(),
        Json = json,
    };

    private static long Ticks(DateTimeOffset? time, long otherwise) => time?.UtcTicks ?? otherwise;

    private static string? Set(IEnumerable<OrchestrationRuntimeStatus>? statuses) =>
        statuses is null ? null : $",{string.Join(',', statuses.Select(status => (int)status))},";
}

/// <summary>The instance that has an id already. <paramref name="Updated"/> is in UTC ticks.</summary>
internal sealed record ExistingInstance(OrchestrationRuntimeStatus Status, long Updated, ParentCall? Parent);

/// <summary>An instance to be started.</summary>
internal sealed record NewInstance(string Id, string Name, string? Input, ParentCall? Parent, TraceLink? Trace, DateTime At, DateTime? StartAt);
