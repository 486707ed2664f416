namespace Trading.Integrations.Tests.Secrets;

/// <summary>Pauses between attempts are over at once; a limit of a minute is over when the test says so.</summary>
internal sealed class VaultClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> limits = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isPause = dueTime < TimeSpan.FromSeconds(10);
        var timer = new Timer(callback, state, isPause ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (!isPause)
        {
            lock (gate)
                limits.Add(timer);
        }

        return timer;
    }

    /// <summary>Every limit that is counting runs out.</summary>
    public void RunOut()
    {
        lock (gate)
            limits.ForEach(timer => timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }
}
