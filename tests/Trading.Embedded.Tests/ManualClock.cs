namespace Trading.Embedded.Tests;

/// <summary>Time that passes when a test says so.</summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (true)
        {
            ManualTimer? next;
            lock (gate)
            {
                next = timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
                if (next is null)
                {
                    now = until;
                    return;
                }

                now = next.Due > now ? next.Due : now;
                next.Step(until);
            }

            next.Fire();
        }
    }

    /// <summary>Sets the time of day forward without any of it passing, as after the sleep of a machine: timers stand where they stood.</summary>
    public void SetForward(TimeSpan by)
    {
        lock (gate)
        {
            now += by;
            foreach (var timer in timers)
                timer.Delay(by);
        }
    }

    /// <summary>Passes the time in minutes at most, each when somebody waits for its end.</summary>
    public async Task PassAsync(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (GetUtcNow() is var from && from < until)
        {
            var step = until - from < TimeSpan.FromMinutes(1) ? until - from : TimeSpan.FromMinutes(1);
            await WaitedForAsync(step);
            Advance(step);
        }
    }

    /// <summary>Completes when somebody waits for a time that far away.</summary>
    public async Task WaitedForAsync(TimeSpan away)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!IsWaitedFor(away))
            await Task.Delay(1, limit.Token);
    }

    private bool IsWaitedFor(TimeSpan away)
    {
        lock (gate)
            return timers.Any(timer => timer.IsOnce && timer.Due == now + away);
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset Due { get; private set; }

        public bool IsOnce => period == Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                this.period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock.now + dueTime;
                clock.timers.Add(this);
                return true;
            }
        }

        public void Delay(TimeSpan by) => Due += by;

        // A periodic timer fires once for each advance, however long: what it looks at does not change in between.
        public void Step(DateTimeOffset until)
        {
            if (period == Timeout.InfiniteTimeSpan)
                clock.timers.Remove(this);
            else
                Due = until + period;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
