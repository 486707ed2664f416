namespace Trading.Embedded.ServiceBus;

/// <summary>The statements of the queues. Times are UTC ticks; <c>state</c> is 0 ready, 1 locked, 2 scheduled, 3 deferred, 4 deferred and locked; <c>sub</c> is 0 the queue, 1 its dead letters.</summary>
internal static class QueueSql
{
    private const string Never = "9223372036854775807";

    public const string Schema = """
        CREATE TABLE IF NOT EXISTS queue_queue (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, last INTEGER NOT NULL DEFAULT 0,
          lock_ticks INTEGER NOT NULL DEFAULT 600000000, most_deliveries INTEGER NOT NULL DEFAULT 10);
        CREATE TABLE IF NOT EXISTS queue_message (
          id INTEGER PRIMARY KEY, q INTEGER NOT NULL, sub INTEGER NOT NULL, seq INTEGER NOT NULL, first_seq INTEGER NOT NULL,
          state INTEGER NOT NULL, due INTEGER NOT NULL DEFAULT 0, lock TEXT, holder TEXT, deliveries INTEGER NOT NULL DEFAULT 0,
          enqueued INTEGER NOT NULL, ttl INTEGER NOT NULL, expires INTEGER, scheduled INTEGER NOT NULL, head BLOB NOT NULL, body BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS queue_message_seq ON queue_message (q, sub, seq);
        CREATE INDEX IF NOT EXISTS queue_message_ready ON queue_message (q, sub, seq) WHERE state = 0;
        CREATE INDEX IF NOT EXISTS queue_message_due ON queue_message (q, sub, due) WHERE state <> 0;
        CREATE INDEX IF NOT EXISTS queue_message_expires ON queue_message (q, expires) WHERE expires IS NOT NULL;
        """;

    public const string AddQueue = "INSERT INTO queue_queue (name) VALUES (?1) ON CONFLICT DO NOTHING";

    public const string FindQueue = "SELECT id, lock_ticks, most_deliveries FROM queue_queue WHERE name = ?1";

    public const string TakeNumbers = "UPDATE queue_queue SET last = last + ?2 WHERE id = ?1 RETURNING last";

    public const string Insert = """
        INSERT INTO queue_message (q, sub, seq, first_seq, state, due, enqueued, ttl, expires, scheduled, head, body)
        VALUES (?1, 0, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """;

    /// <summary>Whether a receiver would get something now, and when it might otherwise.</summary>
    public const string Look = """
        SELECT EXISTS (SELECT 1 FROM queue_message WHERE q = ?1 AND sub = ?2 AND state = 0),
               (SELECT min(due) FROM queue_message WHERE q = ?1 AND sub = ?2 AND state <> 0)
        """;

    public const string Expire = "DELETE FROM queue_message WHERE q = ?1 AND expires IS NOT NULL AND expires <= ?2 AND state = 0";

    public const string DueLocks = "SELECT id, deliveries FROM queue_message WHERE q = ?1 AND sub = ?2 AND state <> 0 AND due <= ?3 AND state IN (1, 4) ORDER BY seq";

    public const string DueScheduled = "SELECT id, ttl FROM queue_message WHERE q = ?1 AND sub = ?2 AND state <> 0 AND due <= ?3 AND state = 2 ORDER BY due, seq";

    /// <summary>Gives a locked message back to where it was: ready, or set aside.</summary>
    public const string Release = $"""
        UPDATE queue_message SET state = CASE state WHEN 4 THEN 3 ELSE 0 END, due = CASE state WHEN 4 THEN {Never} ELSE 0 END, lock = NULL, holder = NULL WHERE id = ?1
        """;

    public const string Defer = $"UPDATE queue_message SET state = 3, due = {Never}, lock = NULL, holder = NULL WHERE id = ?1";

    public const string Appear = "UPDATE queue_message SET state = 0, due = 0, seq = ?2, enqueued = ?3, expires = ?4 WHERE id = ?1";

    public const string Columns = "id, seq, first_seq, state, due, lock, deliveries, enqueued, ttl, scheduled, head, body";

    public const string Ready = $"SELECT {Columns} FROM queue_message WHERE q = ?1 AND sub = ?2 AND state = 0 ORDER BY seq LIMIT ?3";

    public const string Peek = $"SELECT {Columns} FROM queue_message WHERE q = ?1 AND sub = ?2 AND seq >= ?3 ORDER BY seq LIMIT ?4";

    public const string Held = $"SELECT {Columns} FROM queue_message WHERE q = ?1 AND sub = ?2 AND seq = ?3 AND state IN (1, 4) AND lock = ?4 AND due > ?5";

    public const string Deferred = $"SELECT {Columns} FROM queue_message WHERE q = ?1 AND sub = ?2 AND seq = ?3 AND state = 3";

    /// <summary>A message that was set aside expires when somebody asks for it.</summary>
    public const string ExpireDeferred = "DELETE FROM queue_message WHERE q = ?1 AND sub = ?2 AND seq = ?3 AND state = 3 AND expires <= ?4";

    public const string Lock = "UPDATE queue_message SET state = CASE state WHEN 3 THEN 4 ELSE 1 END, due = ?2, lock = ?3, holder = ?4, deliveries = deliveries + 1 WHERE id = ?1";

    public const string Delete = "DELETE FROM queue_message WHERE id = ?1";

    public const string Complete = "DELETE FROM queue_message WHERE q = ?1 AND sub = ?2 AND seq = ?3 AND state IN (1, 4) AND lock = ?4 AND due > ?5";

    public const string Renew = "UPDATE queue_message SET due = ?6 WHERE q = ?1 AND sub = ?2 AND seq = ?3 AND state IN (1, 4) AND lock = ?4 AND due > ?5";

    public const string SetHead = "UPDATE queue_message SET head = ?2 WHERE id = ?1";

    public const string Bury = "UPDATE queue_message SET sub = 1, state = 0, due = 0, lock = NULL, holder = NULL, expires = NULL, head = ?2 WHERE id = ?1";

    public const string CancelScheduled = "DELETE FROM queue_message WHERE q = ?1 AND sub = 0 AND seq = ?2 AND state = 2";

    public const string ReleaseOfHolder = "UPDATE queue_message SET due = 0 WHERE state IN (1, 4) AND holder = ?1";

    /// <summary>Whether any message but a dead letter, or one that was set aside, is there.</summary>
    public const string AnyUnderWay = "SELECT 1 FROM queue_message WHERE sub = 0 AND state <> 3 LIMIT 1";

    public const string Count = "SELECT sub, state, count(*) FROM queue_message WHERE q = ?1 GROUP BY sub, state";
}
