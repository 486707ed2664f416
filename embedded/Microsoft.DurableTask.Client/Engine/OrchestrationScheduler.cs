namespace Trading.Embedded.Durable;

/// <summary>
/// Runs an orchestrator's continuations on the thread of its episode, first in, first out, so that live execution and replay
/// take the same course. Work that other threads bring is refused and remembered.
/// </summary>
internal sealed class OrchestrationScheduler : TaskScheduler
{
    private readonly Queue<Task> queue = new();
    private int thread;
    private volatile bool foreignWork;

    /// <summary>Whether the orchestrator awaited something that is not durable, and so was continued from elsewhere.</summary>
    public bool SawForeignWork => foreignWork;

    public bool IsCurrent => Environment.CurrentManagedThreadId == Volatile.Read(ref thread);

    /// <summary>Does something on this thread, then all that follows from it.</summary>
    public void Run(Action work)
    {
        Volatile.Write(ref thread, Environment.CurrentManagedThreadId);
        try
        {
            work();
            while (queue.TryDequeue(out var task))
                TryExecuteTask(task);
        }
        finally
        {
            Volatile.Write(ref thread, 0);
        }
    }

    public void NoteForeignWork() => foreignWork = true;

    protected override void QueueTask(Task task)
    {
        if (IsCurrent)
            queue.Enqueue(task);
        else
            foreignWork = true;
    }

    // Never inline: whether it were possible depends on the depth of the stack, and the order must not.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => queue;
}
