using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Trading.Application.Telemetry;

/// <summary>Spans and figures of the checks before an order leaves.</summary>
public static class RiskTelemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Trading.Risk";

    /// <summary>Spans of this capability.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments of this capability.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Orders denied, by <c>code</c> of the check.</summary>
    public static Counter<long> Denied { get; } =
        Meter.CreateCounter<long>("trading.risk.denied", "{order}", "Orders denied");

    /// <summary>Orders that passed near a limit, by <c>code</c> of the check.</summary>
    public static Counter<long> Warned { get; } =
        Meter.CreateCounter<long>("trading.risk.warned", "{order}", "Orders that passed near a limit");
}
