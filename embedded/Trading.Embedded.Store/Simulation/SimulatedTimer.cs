namespace Trading.Embedded;

/// <summary>A timer on virtual time; its callback runs as work of its node.</summary>
internal sealed class SimulatedTimer : ITimer
{
    private readonly Simulation simulation;
    private readonly NodeScheduler scheduler;
    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly ExecutionContext? context = ExecutionContext.Capture();
    private TimeSpan period;
    private long setting;
    private bool disposed;

    public SimulatedTimer(
        Simulation simulation, NodeScheduler scheduler, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        this.simulation = simulation;
        this.scheduler = scheduler;
        this.callback = callback;
        this.state = state;
        Change(dueTime, period);
    }

    /// <summary>Whether nobody can see it fire any more.</summary>
    public bool IsDead => disposed || scheduler.IsDead;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (disposed)
            return false;
        this.period = period;
        setting++;
        if (dueTime != Timeout.InfiniteTimeSpan)
            simulation.Schedule(this, setting, dueTime);
        return true;
    }

    /// <summary>Its time has come, if it is still set as it was then.</summary>
    public void Fire(long setAs)
    {
        if (IsDead || setAs != setting)
            return;
        if (period > TimeSpan.Zero)
            simulation.Schedule(this, setting, period);
        scheduler.Post(Call);
    }

    public bool IsSet(long setAs) => !IsDead && setAs == setting;

    public void Dispose() => disposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call()
    {
        if (disposed)
            return;
        if (context is null)
            callback(state);
        else
            ExecutionContext.Run(context, _ => callback(state), null);
    }
}
