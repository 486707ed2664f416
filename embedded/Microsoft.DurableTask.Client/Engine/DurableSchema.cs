namespace Trading.Embedded.Durable;

/// <summary>The engine's tables. Times are UTC ticks.</summary>
internal static class DurableSchema
{
    public const string Sql = """
        -- One number after the other, never used twice: lives and executions of instances.
        CREATE TABLE IF NOT EXISTS durable_sequence (only INTEGER PRIMARY KEY CHECK (only = 1), value INTEGER NOT NULL);
        INSERT OR IGNORE INTO durable_sequence VALUES (1, 0);

        CREATE TABLE IF NOT EXISTS durable_instances (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            life INTEGER NOT NULL,
            execution INTEGER NOT NULL,
            status INTEGER NOT NULL,
            input TEXT, output TEXT, custom_status TEXT, failure TEXT,
            parent TEXT, parent_name TEXT, parent_life INTEGER, parent_execution INTEGER, parent_task INTEGER,
            created INTEGER NOT NULL, updated INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS durable_instances_parent ON durable_instances (parent) WHERE parent IS NOT NULL;

        -- What happened in the execution at hand, one row an episode.
        CREATE TABLE IF NOT EXISTS durable_history (
            instance TEXT NOT NULL, episode INTEGER NOT NULL, record TEXT NOT NULL,
            PRIMARY KEY (instance, episode)) WITHOUT ROWID;

        -- What arrived and no episode has taken in yet. A message without execution concerns the life.
        CREATE TABLE IF NOT EXISTS durable_inbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            instance TEXT NOT NULL, life INTEGER NOT NULL, execution INTEGER, message TEXT NOT NULL);

        -- What arrives later.
        CREATE TABLE IF NOT EXISTS durable_timers (
            id INTEGER PRIMARY KEY AUTOINCREMENT, due INTEGER NOT NULL,
            instance TEXT NOT NULL, life INTEGER NOT NULL, execution INTEGER, task INTEGER, message TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS durable_timers_due ON durable_timers (due);
        CREATE INDEX IF NOT EXISTS durable_timers_instance ON durable_timers (instance);

        -- Activities whose result is not recorded yet.
        CREATE TABLE IF NOT EXISTS durable_activities (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            instance TEXT NOT NULL, life INTEGER NOT NULL, execution INTEGER NOT NULL, task INTEGER NOT NULL,
            name TEXT NOT NULL, input TEXT, trace_parent TEXT, trace_state TEXT);
        """;

    /// <summary>Whether anything is to happen that nobody outside has to bring about.</summary>
    public const string AnyUnderWay =
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM durable_inbox) OR EXISTS (SELECT 1 FROM durable_activities) OR EXISTS (SELECT 1 FROM durable_timers)";
}
