using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Trading.Embedded;

/// <summary>A database file in WAL mode with one writer thread. Several processes may open the same file.</summary>
internal sealed class ThreadedStore : SqliteStore
{
    private const int BusyTimeoutMilliseconds = 30_000;
    private const int LargestGroup = 512;
    private static readonly TimeSpan ForeignChangePoll = TimeSpan.FromMilliseconds(50);

    private readonly string connectionString;
    private readonly Durability durability;
    // Null asks whether another process committed something.
    private readonly Channel<PendingWrite?> writes = Channel.CreateUnbounded<PendingWrite?>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentBag<SqliteSession> idleReaders = [];
    private readonly SqliteSession writer;
    private readonly SqliteSession watcher;
    private readonly ITimer watch;
    private readonly Thread writerThread;
    private long watchedVersion;
    private long foreignVersion;
    private int disposed;

    private ThreadedStore(string path, Durability durability, TimeProvider clock)
        : base(path)
    {
        this.durability = durability;
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        writer = OpenSession();
        if (writer.Scalar("PRAGMA quick_check(1)") is string verdict && verdict != "ok")
        {
            writer.Dispose();
            throw new EmbeddedStoreException($"The database '{path}' is damaged ({verdict}). Nothing was changed. Restore it from a backup, or move it away to start with an empty one.");
        }

        // In KiB: the pages that writes come back to, again and again, stay in memory.
        writer.Execute("PRAGMA cache_size = -16384");
        watcher = OpenSession();
        watchedVersion = DataVersion(watcher);
        foreignVersion = DataVersion(writer);
        writerThread = new Thread(WriteLoop) { IsBackground = true, Name = "store-writer" };
        writerThread.Start();
        watch = clock.CreateTimer(_ => LookForCommits(), null, ForeignChangePoll, ForeignChangePoll);
    }

    /// <inheritdoc cref="SqliteStore.Open"/>
    public static ThreadedStore Create(string path, Durability durability, TimeProvider clock)
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

            return new ThreadedStore(Path.GetFullPath(path), durability, clock);
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

    /// <inheritdoc/>
    public override T Write<T>(Func<SqliteSession, T> work) => WriteAsync(work).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        var write = new PendingWrite<T>(work, TaskCreationOptions.RunContinuationsAsynchronously);
        ObjectDisposedException.ThrowIf(!writes.Writer.TryWrite(write), this);
        return write.Task;
    }

    /// <inheritdoc/>
    public override T Read<T>(Func<SqliteSession, T> query)
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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
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
        // The provider's commands try again while another process makes the file; SQLite's own wait does not cover that.
        using var setUp = connection.CreateCommand();
        setUp.CommandText = durability == Durability.PowerLoss
            ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
            : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";
        setUp.ExecuteNonQuery();
        var session = new SqliteSession(connection);
        session.Execute($"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}");
        return session;
    }

    private void WriteLoop()
    {
        var group = new List<PendingWrite>(LargestGroup);
        while (writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            var asked = false;
            while (group.Count < LargestGroup && writes.Reader.TryRead(out var write))
            {
                if (write is null)
                    asked = true;
                else
                    group.Add(write);
            }

            if (group.Count > 0)
                Commit(group);
            if (asked)
                TellOfForeignCommits();
        }
    }

    private void Commit(List<PendingWrite> group)
    {
        writer.ClearTouched();
        try
        {
            writer.Execute("BEGIN IMMEDIATE");
            RunGroup(writer, group);
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
        Notify(writer.Touched);
    }

    private void LookForCommits()
    {
        lock (watcher)
        {
            if (disposed != 0 || DataVersion(watcher) is var version && version == watchedVersion)
                return;
            watchedVersion = version;
        }

        writes.Writer.TryWrite(null);
    }

    // Its own commits leave a connection's version as it is, so the writer's tells of those of other processes alone.
    private void TellOfForeignCommits()
    {
        if (DataVersion(writer) is var version && version == foreignVersion)
            return;
        foreignVersion = version;
        NotifyAll();
    }

    private static long DataVersion(SqliteSession session) => (long)session.Scalar("PRAGMA data_version")!;
}
