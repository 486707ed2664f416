using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Functions.Timers;

/// <summary>Remembers when timer functions ran, and lets one process at a time run each.</summary>
internal sealed class TimerStore
{
    private readonly EmbeddedPlatform platform;
    private readonly string owner;

    public TimerStore(EmbeddedPlatform platform)
    {
        this.platform = platform;
        owner = platform.ProcessId;
        platform.Store.Migrate(
            """
            CREATE TABLE IF NOT EXISTS functions_timers (
                name TEXT PRIMARY KEY, schedule TEXT NOT NULL, last INTEGER, next INTEGER, updated INTEGER,
                owner TEXT, owned_until INTEGER) WITHOUT ROWID
            """);
    }

    /// <summary>Takes or keeps a timer for a while; false when another process has it that lives and says so.</summary>
    public Task<bool> TryOwnAsync(string name, TimeSpan until)
    {
        var now = platform.Clock.GetUtcNow();
        var before = platform.Store.Read(session => session.Scalar("SELECT owner FROM functions_timers WHERE name = ?1", name) as string);
        var dead = before is not null && platform.IsDead(before) ? before : null;
        return platform.Store.WriteAsync(session => session.Execute(
            """
            INSERT INTO functions_timers (name, schedule, owner, owned_until) VALUES (?1, '', ?2, ?3)
            ON CONFLICT (name) DO UPDATE SET owner = ?2, owned_until = ?3
            WHERE owner IS NULL OR owner = ?2 OR owner = ?5 OR owned_until <= ?4
            """,
            name, owner, (now + until).UtcTicks, now.UtcTicks, dead) > 0);
    }

    /// <summary>Gives a timer back.</summary>
    public Task ReleaseAsync(string name) =>
        platform.Store.WriteAsync(session => session.Execute("UPDATE functions_timers SET owner = NULL WHERE name = ?1 AND owner = ?2", name, owner));

    /// <summary>What is remembered under this very schedule; null when nothing is.</summary>
    public ScheduleStatus? Read(string name, string schedule) =>
        platform.Store.Read(session => session.Query(
            "SELECT last, next, updated FROM functions_timers WHERE name = ?1 AND schedule = ?2 AND updated IS NOT NULL",
            row => new ScheduleStatus { Last = Time(row.GetInt64(0)), Next = Time(row.GetInt64(1)), LastUpdated = Time(row.GetInt64(2)) },
            name, schedule)).FirstOrDefault();

    public Task WriteAsync(string name, string schedule, ScheduleStatus status) =>
        platform.Store.WriteAsync(session => session.Execute(
            """
            INSERT INTO functions_timers (name, schedule, last, next, updated) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (name) DO UPDATE SET schedule = ?2, last = ?3, next = ?4, updated = ?5
            """,
            name, schedule, status.Last.Ticks, status.Next.Ticks, status.LastUpdated.Ticks));

    private static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);
}
