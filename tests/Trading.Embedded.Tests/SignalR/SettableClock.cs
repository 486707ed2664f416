namespace Trading.Embedded.Tests.SignalR;

/// <summary>A clock whose hands are set; its timers run as ever.</summary>
internal sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
