namespace Trading.Embedded.ServiceBus;

/// <summary>Wakes one waiter. Take <see cref="Next"/> before looking, so that nothing raised in between is missed.</summary>
internal sealed class QueueSignal(Func<TaskCompletionSource> create)
{
    private TaskCompletionSource current = create();

    /// <summary>Completes at the next <see cref="Raise"/>.</summary>
    public Task Next()
    {
        if (!current.Task.IsCompleted)
            return current.Task;
        var fresh = create();
        Interlocked.Exchange(ref current, fresh);
        return fresh.Task;
    }

    public void Raise() => Volatile.Read(ref current).TrySetResult();
}
