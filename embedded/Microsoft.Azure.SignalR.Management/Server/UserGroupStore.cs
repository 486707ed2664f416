namespace Trading.Embedded.SignalR;

/// <summary>Which users are in which groups of which hub; outlives the process, as the service's does.</summary>
internal sealed class UserGroupStore
{
    private readonly SqliteStore store;
    private readonly TimeProvider clock;

    public UserGroupStore(EmbeddedPlatform platform)
    {
        store = platform.Store;
        clock = platform.Clock;
        store.Migrate("""
            CREATE TABLE IF NOT EXISTS signalr_user_groups (
                hub TEXT NOT NULL COLLATE NOCASE, user_id TEXT NOT NULL, group_name TEXT NOT NULL, expires INTEGER NOT NULL,
                PRIMARY KEY (hub, group_name, user_id)) WITHOUT ROWID
            """);
    }

    public Task AddAsync(string hub, string user, string group, TimeSpan? lifetime)
    {
        var expires = lifetime is { } span ? (clock.GetUtcNow() + span).UtcTicks : long.MaxValue;
        return store.WriteAsync(session =>
        {
            session.Execute("DELETE FROM signalr_user_groups WHERE expires <= ?1", Now);
            return session.Execute("INSERT OR REPLACE INTO signalr_user_groups VALUES (?1, ?2, ?3, ?4)", hub, user, group, expires);
        });
    }

    public Task RemoveAsync(string hub, string user, string group) => store.WriteAsync(session =>
        session.Execute("DELETE FROM signalr_user_groups WHERE hub = ?1 AND user_id = ?2 AND group_name = ?3", hub, user, group));

    public Task RemoveAllAsync(string hub, string user) => store.WriteAsync(session =>
        session.Execute("DELETE FROM signalr_user_groups WHERE hub = ?1 AND user_id = ?2", hub, user));

    public bool Contains(string hub, string user, string group) => store.Read(session => session.Scalar(
        "SELECT 1 FROM signalr_user_groups WHERE hub = ?1 AND group_name = ?2 AND user_id = ?3 AND expires > ?4", hub, group, user, Now)) is not null;

    public HashSet<string> Members(string hub, IEnumerable<string> groups) => store.Read(session => groups
        .SelectMany(group => session.Query(
            "SELECT user_id FROM signalr_user_groups WHERE hub = ?1 AND group_name = ?2 AND expires > ?3",
            row => row.GetString(0), hub, group, Now))
        .ToHashSet(StringComparer.Ordinal));

    private long Now => clock.GetUtcNow().UtcTicks;
}
