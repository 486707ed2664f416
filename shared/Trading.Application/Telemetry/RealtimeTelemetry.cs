using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Trading.Application.Telemetry;

/// <summary>Spans and figures of messages to open pages.</summary>
public static class RealtimeTelemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Trading.Realtime";

    /// <summary>Spans of this capability.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments of this capability.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Messages handed over, by <c>message</c>.</summary>
    public static Counter<long> Sent { get; } =
        Meter.CreateCounter<long>("trading.realtime.sent", "{message}", "Messages handed over");

    /// <summary>Messages given up, by <c>message</c>.</summary>
    public static Counter<long> Failed { get; } =
        Meter.CreateCounter<long>("trading.realtime.failed", "{message}", "Messages given up");
}
