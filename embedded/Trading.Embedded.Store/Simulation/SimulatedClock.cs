namespace Trading.Embedded;

/// <summary>A node's clock: the simulation's time, and an offset that faults may change. Timers run by the time that never jumps.</summary>
internal sealed class SimulatedClock(Simulation simulation, NodeScheduler scheduler) : TimeProvider
{
    /// <summary>How far this clock is ahead of the simulation's.</summary>
    public TimeSpan Offset { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => simulation.Now + Offset;

    public override long GetTimestamp() => simulation.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new SimulatedTimer(simulation, scheduler, callback, state, dueTime, period);
}
