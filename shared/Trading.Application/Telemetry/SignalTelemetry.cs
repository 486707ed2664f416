using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Trading.Application.Telemetry;

/// <summary>Spans and figures of evaluating strategies on new bars.</summary>
public static class SignalTelemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Trading.Signals";

    /// <summary>Spans of this capability.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments of this capability.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Signals raised.</summary>
    public static Counter<long> Raised { get; } =
        Meter.CreateCounter<long>("trading.signals.raised", "{signal}", "Signals raised");
}
