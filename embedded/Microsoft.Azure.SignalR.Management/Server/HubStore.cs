namespace Trading.Embedded.SignalR;

/// <summary>
/// Which process serves the hubs, who is connected there, and the groups of connections and users. Kept in the database, so that
/// every process on the data folder can ask and change it; groups of users outlive the process, as the service's do.
/// </summary>
internal sealed class HubStore
{
    private readonly EmbeddedPlatform platform;
    private readonly SqliteStore store;

    public HubStore(EmbeddedPlatform platform)
    {
        this.platform = platform;
        store = platform.Store;
        store.Migrate("""
            CREATE TABLE IF NOT EXISTS signalr_user_groups (
                hub TEXT NOT NULL COLLATE NOCASE, user_id TEXT NOT NULL, group_name TEXT NOT NULL, expires INTEGER NOT NULL,
                PRIMARY KEY (hub, group_name, user_id)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS signalr_server (one INTEGER PRIMARY KEY CHECK (one = 1), process TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS signalr_connections (
                hub TEXT NOT NULL COLLATE NOCASE, connection TEXT NOT NULL, user_id TEXT,
                PRIMARY KEY (hub, connection)) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS signalr_connections_user ON signalr_connections (hub, user_id);
            CREATE TABLE IF NOT EXISTS signalr_groups (
                hub TEXT NOT NULL COLLATE NOCASE, group_name TEXT NOT NULL, connection TEXT NOT NULL,
                PRIMARY KEY (hub, group_name, connection)) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS signalr_groups_connection ON signalr_groups (hub, connection);
            """);
    }

    /// <summary>Says that this process serves the hubs from now on; nobody is connected yet.</summary>
    public void BeginServing() => store.Write(session =>
    {
        session.Execute("DELETE FROM signalr_connections");
        session.Execute("DELETE FROM signalr_groups");
        return session.Execute("INSERT OR REPLACE INTO signalr_server VALUES (1, ?1)", platform.ProcessId);
    });

    /// <summary>Whether a living process serves the hubs.</summary>
    public bool IsServed() => store.Read(session => session.Scalar("SELECT process FROM signalr_server")) is string process && !platform.IsDead(process);

    public Task EnterAsync(string hub, string connection, string? user) => store.WriteAsync(session =>
        session.Execute("INSERT OR REPLACE INTO signalr_connections VALUES (?1, ?2, ?3)", hub, connection, user));

    public Task LeaveAsync(string hub, string connection) => store.WriteAsync(session =>
        session.Execute("DELETE FROM signalr_connections WHERE hub = ?1 AND connection = ?2", hub, connection) +
        session.Execute("DELETE FROM signalr_groups WHERE hub = ?1 AND connection = ?2", hub, connection));

    public bool ConnectionExists(string hub, string connection) => Exists(
        "SELECT 1 FROM signalr_connections WHERE hub = ?1 AND connection = ?2", hub, connection);

    public bool UserExists(string hub, string user) => Exists("SELECT 1 FROM signalr_connections WHERE hub = ?1 AND user_id = ?2", hub, user);

    public bool GroupExists(string hub, string group) => Exists(
        """
        SELECT 1 FROM signalr_groups WHERE hub = ?1 AND group_name = ?2
        UNION ALL SELECT 1 FROM signalr_user_groups AS member JOIN signalr_connections AS open ON open.hub = member.hub AND open.user_id = member.user_id
            WHERE member.hub = ?1 AND member.group_name = ?2 AND member.expires > ?3
        LIMIT 1
        """, hub, group, Now);

    /// <summary>Adds an open connection to a group; one that has ended joins nothing.</summary>
    public Task JoinGroupAsync(string hub, string connection, string group) => store.WriteAsync(session => session.Execute(
        "INSERT OR IGNORE INTO signalr_groups SELECT hub, ?3, connection FROM signalr_connections WHERE hub = ?1 AND connection = ?2", hub, connection, group));

    public Task LeaveGroupAsync(string hub, string connection, string group) => store.WriteAsync(session =>
        session.Execute("DELETE FROM signalr_groups WHERE hub = ?1 AND group_name = ?3 AND connection = ?2", hub, connection, group));

    public Task LeaveGroupsAsync(string hub, string connection) => store.WriteAsync(session =>
        session.Execute("DELETE FROM signalr_groups WHERE hub = ?1 AND connection = ?2", hub, connection));

    public Task AddUserAsync(string hub, string user, string group, TimeSpan? lifetime)
    {
        var expires = lifetime is { } span ? (platform.Clock.GetUtcNow() + span).UtcTicks : long.MaxValue;
        return store.WriteAsync(session =>
        {
            session.Execute("DELETE FROM signalr_user_groups WHERE expires <= ?1", Now);
            return session.Execute("INSERT OR REPLACE INTO signalr_user_groups VALUES (?1, ?2, ?3, ?4)", hub, user, group, expires);
        });
    }

    public Task RemoveUserAsync(string hub, string user, string group) => store.WriteAsync(session =>
        session.Execute("DELETE FROM signalr_user_groups WHERE hub = ?1 AND user_id = ?2 AND group_name = ?3", hub, user, group));

    public Task RemoveUserFromAllAsync(string hub, string user) => store.WriteAsync(session =>
        session.Execute("DELETE FROM signalr_user_groups WHERE hub = ?1 AND user_id = ?2", hub, user));

    public bool IsUserInGroup(string hub, string user, string group) => store.Read(session => session.Scalar(
        "SELECT 1 FROM signalr_user_groups WHERE hub = ?1 AND group_name = ?2 AND user_id = ?3 AND expires > ?4", hub, group, user, Now)) is not null;

    /// <summary>The members of a group: connections of their own, and users with all their connections.</summary>
    public (HashSet<string> Connections, HashSet<string> Users) Members(string hub, string group) => store.Read(session => (
        session.Query("SELECT connection FROM signalr_groups WHERE hub = ?1 AND group_name = ?2", row => row.GetString(0), hub, group).ToHashSet(StringComparer.Ordinal),
        session.Query("SELECT user_id FROM signalr_user_groups WHERE hub = ?1 AND group_name = ?2 AND expires > ?3", row => row.GetString(0), hub, group, Now)
            .ToHashSet(StringComparer.Ordinal)));

    private long Now => platform.Clock.GetUtcNow().UtcTicks;

    // What a dead server left behind is no connection.
    private bool Exists(string sql, params object[] parameters) => store.Read(session => session.Scalar(sql, parameters)) is not null && IsServed();
}
