using Microsoft.Data.Sqlite;

namespace Trading.Embedded;

/// <summary>A process's view of a simulated disk. Commits are work of the node, and may be its last.</summary>
internal sealed class SimulatedStore : SqliteStore
{
    private readonly SimulatedNode node;
    private readonly NodeScheduler scheduler;
    private readonly SimulatedDisk disk;
    private List<PendingWrite> waiting = [];
    private bool commitIsDue;
    private bool disposed;

    public SimulatedStore(SimulatedNode node, NodeScheduler scheduler, SimulatedDisk disk, string path)
        : base(path)
    {
        this.node = node;
        this.scheduler = scheduler;
        this.disk = disk;
        disk.Attach(this);
    }

    public override Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var write = new PendingWrite<T>(work, TaskCreationOptions.None);
        waiting.Add(write);
        if (!commitIsDue)
        {
            commitIsDue = true;
            scheduler.Post(CommitWaiting);
        }

        return write.Task;
    }

    public override T Write<T>(Func<SqliteSession, T> work)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var write = new PendingWrite<T>(work, TaskCreationOptions.None);
        waiting.Add(write);
        Commit(CommitFault.None);
        return write.Task.IsCompleted ? write.Task.GetAwaiter().GetResult() : throw new SimulationException("A write on a dead node.");
    }

    public override T Read<T>(Func<SqliteSession, T> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ObjectDisposedException.ThrowIf(disposed, this);
        return query(disk.Session);
    }

    public void ForeignCommit() => scheduler.Post(NotifyAll);

    protected override void Dispose(bool disposing)
    {
        if (disposed)
            return;
        Commit(CommitFault.None);
        disposed = true;
        disk.Detach(this);
    }

    private void CommitWaiting()
    {
        commitIsDue = false;
        if (waiting.Count > 0)
            Commit(node.Faults?.NextCommit() ?? CommitFault.None);
    }

    private void Commit(CommitFault fault)
    {
        if (scheduler.IsDead || waiting.Count == 0)
            return;
        if (fault == CommitFault.CrashBefore)
        {
            node.Crash();
            return;
        }

        var group = waiting;
        waiting = [];
        var session = disk.Session;
        session.ClearTouched();
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            RunGroup(session, group);
            session.Execute(fault == CommitFault.Refused ? "ROLLBACK" : "COMMIT");
        }
        catch (SqliteException error)
        {
            throw new SimulationException($"The simulated database failed: {error.Message}");
        }

        node.Committed(group.Count, fault);
        switch (fault)
        {
            case CommitFault.CrashAfter:
                disk.TellOthers(this);
                node.Crash();
                return;
            case CommitFault.Refused:
                // Its name alone: failures are stored, and the folder's name is another one in each simulation of a process.
                foreach (var write in group)
                    write.Fail(new EmbeddedStoreException($"The database '{Path.GetFileName(FilePath)}' refused a commit: the disk is full."));
                return;
        }

        foreach (var write in group)
            write.Complete();
        Notify(session.Touched);
        disk.TellOthers(this);
    }
}
