using Microsoft.Data.Sqlite;

namespace Trading.Embedded;

/// <summary>
/// A SQLite database with group commit: writes that arrive while a commit is under way share the next one, each inside its own
/// savepoint, so that one that fails undoes only itself. A write completes when its commit is durable.
/// </summary>
public abstract class SqliteStore : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Listener> listeners = [];
    private Listener[]? heard;
    private long lastListener;

    private protected SqliteStore(string path) => FilePath = path;

    /// <summary>Absolute path of the database file.</summary>
    public string FilePath { get; }

    /// <summary>Opens or creates the database and checks that it is one.</summary>
    /// <exception cref="EmbeddedStoreException">The folder can't be created or written, or the file is no intact database.</exception>
    public static SqliteStore Open(string path, Durability durability, TimeProvider clock) => ThreadedStore.Create(path, durability, clock);

    /// <summary>Creates what a part of the platform needs, once, before its first use.</summary>
    public void Migrate(string sql) => Write(session =>
    {
        session.Script(sql);
        return true;
    });

    /// <summary>Runs <paramref name="work"/> in a write transaction; the task completes when the commit is durable.</summary>
    /// <remarks>The work may be run once only and must not wait on anything but the session. What it throws undoes it and surfaces here.</remarks>
    public abstract Task<T> WriteAsync<T>(Func<SqliteSession, T> work);

    /// <summary>As <see cref="WriteAsync"/>, but the caller's thread waits: for what comes before anything else can run.</summary>
    public abstract T Write<T>(Func<SqliteSession, T> work);

    /// <summary>Runs a query on a snapshot of the last commit.</summary>
    public abstract T Read<T>(Func<SqliteSession, T> query);

    /// <summary>
    /// Calls <paramref name="notify"/> after each commit that touched a topic starting with <paramref name="prefix"/>, and after
    /// any commit of another process. It must return at once; it says only "look again".
    /// </summary>
    public IDisposable Listen(string prefix, Action notify)
    {
        lock (gate)
        {
            var id = ++lastListener;
            listeners.Add(id, new Listener(prefix, notify));
            heard = null;
            return new Registration(this, id);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Commits what was accepted, then closes the database.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Says that a commit touched topics.</summary>
    private protected void Notify(IReadOnlyCollection<string> touched)
    {
        if (touched.Count == 0)
            return;
        foreach (var listener in Listeners())
        {
            if (touched.Any(topic => topic.StartsWith(listener.Prefix, StringComparison.Ordinal)))
                listener.Notify();
        }
    }

    /// <summary>Says that another process committed something.</summary>
    private protected void NotifyAll()
    {
        foreach (var listener in Listeners())
            listener.Notify();
    }

    /// <summary>Runs a group of writes in one open transaction, each undone by itself when it throws.</summary>
    /// <exception cref="SqliteException">The database refused.</exception>
    private protected static void RunGroup(SqliteSession writer, List<PendingWrite> group)
    {
        foreach (var write in group)
        {
            writer.Execute("SAVEPOINT one");
            if (!write.TryRun(writer))
                writer.Execute("ROLLBACK TO one");
            writer.Execute("RELEASE one");
        }
    }

    private Listener[] Listeners()
    {
        lock (gate)
            return heard ??= [.. listeners.Values];
    }

    private sealed record Listener(string Prefix, Action Notify);

    private sealed class Registration(SqliteStore store, long id) : IDisposable
    {
        public void Dispose()
        {
            lock (store.gate)
            {
                store.listeners.Remove(id);
                store.heard = null;
            }
        }
    }
}
