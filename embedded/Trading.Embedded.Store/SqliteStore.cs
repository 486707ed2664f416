using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Trading.Embedded;

/// <summary>
/// A SQLite database in WAL mode with one writer thread. Writes that arrive while a commit is under way share the next one
/// (group commit), each inside its own savepoint, so that one that fails undoes only itself. A write completes when its commit
/// is durable. Several processes may open the same file.
/// </summary>
public sealed class SqliteStore : IDisposable
{
    private const int BusyTimeoutMilliseconds = 30_000;
    private const int LargestGroup = 512;
    private static readonly TimeSpan ForeignChangePoll = TimeSpan.FromMilliseconds(100);

    private readonly string connectionString;
    private readonly Durability durability;
    private readonly Channel<Write> writes = Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentBag<SqliteSession> idleReaders = [];
    private readonly ConcurrentDictionary<long, (string Prefix, Action Notify)> listeners = new();
    private readonly SqliteSession writer;
    private readonly SqliteSession watcher;
    private readonly ITimer watch;
    private readonly Thread writerThread;
    private long foreignVersion;
    private long lastListener;
    private int disposed;

    private SqliteStore(string path, Durability durability, TimeProvider clock)
    {
        FilePath = path;
        this.durability = durability;
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        writer = OpenSession();
        if (writer.Scalar("PRAGMA quick_check(1)") is string verdict && verdict != "ok")
        {
            writer.Dispose();
            throw new EmbeddedStoreException($"The database '{path}' is damaged ({verdict}). Nothing was changed. Restore it from a backup, or move it away to start with an empty one.");
        }

        watcher = OpenSession();
        foreignVersion = DataVersion();
        writerThread = new Thread(WriteLoop) { IsBackground = true, Name = "store-writer" };
        writerThread.Start();
        watch = clock.CreateTimer(_ => LookForForeignChanges(), null, ForeignChangePoll, ForeignChangePoll);
    }

    /// <summary>Absolute path of the database file.</summary>
    public string FilePath { get; }

    /// <summary>Opens or creates the database and checks that it is one.</summary>
    /// <exception cref="EmbeddedStoreException">The folder can't be created or written, or the file is no intact database.</exception>
    public static SqliteStore Open(string path, Durability durability, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        SQLitePCL.Batteries_V2.Init();
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            Directory.CreateDirectory(folder);
            using (File.Create(Path.Combine(folder, $".writable-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose))
            {
            }

            return new SqliteStore(Path.GetFullPath(path), durability, clock);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedStoreException($"The data folder '{folder}' can't be written: {error.Message}", error);
        }
        catch (SqliteException error)
        {
            throw new EmbeddedStoreException(
                $"The database '{path}' can't be used ({error.Message}). Nothing was changed. Restore it from a backup, or move it away to start with an empty one.", error);
        }
    }

    /// <summary>Creates what a part of the platform needs, once, before its first use.</summary>
    public void Migrate(string sql) => WriteAsync(session => session.Execute(sql)).GetAwaiter().GetResult();

    /// <summary>Runs <paramref name="work"/> in a write transaction; the task completes when the commit is durable.</summary>
    /// <remarks>The work may be run once only and must not wait on anything but the session. What it throws undoes it and surfaces here.</remarks>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        var write = new Write<T>(work);
        ObjectDisposedException.ThrowIf(!writes.Writer.TryWrite(write), this);
        return write.Task;
    }

    /// <summary>Runs a query on a snapshot of the last commit.</summary>
    public T Read<T>(Func<SqliteSession, T> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        if (!idleReaders.TryTake(out var session))
            session = OpenSession();
        try
        {
            session.Execute("BEGIN");
            try
            {
                return query(session);
            }
            finally
            {
                session.Execute("COMMIT");
            }
        }
        finally
        {
            if (disposed != 0)
                session.Dispose();
            else
                idleReaders.Add(session);
        }
    }

    /// <summary>
    /// Calls <paramref name="notify"/> after each commit that touched a topic starting with <paramref name="prefix"/>, and after
    /// any commit of another process. It must return at once; it says only "look again".
    /// </summary>
    public IDisposable Listen(string prefix, Action notify)
    {
        var id = Interlocked.Increment(ref lastListener);
        listeners[id] = (prefix, notify);
        return new Registration(() => listeners.TryRemove(id, out _));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        writes.Writer.Complete();
        writerThread.Join();
        watch.Dispose();
        lock (watcher)
            watcher.Dispose();
        writer.Dispose();
        while (idleReaders.TryTake(out var reader))
            reader.Dispose();
    }

    private SqliteSession OpenSession()
    {
        var connection = new SqliteConnection(connectionString) { DefaultTimeout = BusyTimeoutMilliseconds / 1000 };
        connection.Open();
        var session = new SqliteSession(connection);
        session.Execute($"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}");
        session.Scalar("PRAGMA journal_mode = WAL");
        session.Execute($"PRAGMA synchronous = {(durability == Durability.PowerLoss ? "FULL" : "NORMAL")}");
        return session;
    }

    private void WriteLoop()
    {
        var group = new List<Write>(LargestGroup);
        while (writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < LargestGroup && writes.Reader.TryRead(out var write))
                group.Add(write);
            Commit(group);
        }
    }

    private void Commit(List<Write> group)
    {
        writer.ClearTouched();
        try
        {
            writer.Execute("BEGIN IMMEDIATE");
            foreach (var write in group)
            {
                writer.Execute("SAVEPOINT one");
                if (!write.TryRun(writer))
                    writer.Execute("ROLLBACK TO one");
                writer.Execute("RELEASE one");
            }

            writer.Execute("COMMIT");
        }
        catch (SqliteException error)
        {
            try
            {
                writer.Execute("ROLLBACK");
            }
            catch (SqliteException)
            {
                // The failed statement ended the transaction already.
            }

            foreach (var write in group)
                write.Fail(new EmbeddedStoreException($"The database '{FilePath}' refused a commit: {error.Message}", error));
            return;
        }

        foreach (var write in group)
            write.Complete();
        var touched = writer.Touched;
        if (touched.Count > 0)
            Notify(prefix => touched.Any(topic => topic.StartsWith(prefix, StringComparison.Ordinal)));
    }

    private void LookForForeignChanges()
    {
        lock (watcher)
        {
            if (disposed != 0 || DataVersion() is var version && version == foreignVersion)
                return;
            foreignVersion = version;
        }

        Notify(_ => true);
    }

    private long DataVersion() => (long)watcher.Scalar("PRAGMA data_version")!;

    private void Notify(Func<string, bool> concerns)
    {
        foreach (var (prefix, notify) in listeners.Values)
        {
            if (concerns(prefix))
                notify();
        }
    }

    private abstract class Write
    {
        public abstract bool TryRun(SqliteSession session);

        public abstract void Complete();

        public abstract void Fail(Exception error);
    }

    private sealed class Write<T>(Func<SqliteSession, T> work) : Write
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Exception? failure;
        private T? result;

        public Task<T> Task => completion.Task;

        public override bool TryRun(SqliteSession session)
        {
            try
            {
                result = work(session);
                return true;
            }
            catch (Exception error)
            {
                failure = error;
                return false;
            }
        }

        public override void Complete()
        {
            if (failure is null)
                completion.SetResult(result!);
            else
                completion.SetException(failure);
        }

        public override void Fail(Exception error) => completion.TrySetException(failure ?? error);
    }

    private sealed class Registration(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
