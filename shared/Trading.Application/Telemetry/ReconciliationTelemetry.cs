using System.Diagnostics.Metrics;

namespace Trading.Application.Telemetry;

/// <summary>Figures of holding books against brokers.</summary>
public static class ReconciliationTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Trading.Reconciliation";

    /// <summary>Instruments of this capability.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Looks at accounts, by <c>outcome</c>.</summary>
    public static Counter<long> Looks { get; } =
        Meter.CreateCounter<long>("trading.reconciliation.looks", "{look}", "Looks at accounts");
}
