namespace Trading.Embedded;

/// <summary>A write that waits for its commit.</summary>
internal abstract class PendingWrite
{
    /// <summary>Runs the work; false when it threw, and so must be undone.</summary>
    public abstract bool TryRun(SqliteSession session);

    /// <summary>The commit is durable: says what the work gave, or threw.</summary>
    public abstract void Complete();

    /// <summary>The commit failed.</summary>
    public abstract void Fail(Exception error);
}

/// <summary>A write with its result.</summary>
internal sealed class PendingWrite<T>(Func<SqliteSession, T> work, TaskCreationOptions options) : PendingWrite
{
    private readonly TaskCompletionSource<T> completion = new(options);
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

    // Also when the work itself had thrown: what it threw may rest on a write of the same group that never came to be.
    public override void Fail(Exception error) => completion.TrySetException(error);
}
