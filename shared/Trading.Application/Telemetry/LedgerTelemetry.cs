using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Trading.Application.Telemetry;

/// <summary>Spans and figures of the books.</summary>
public static class LedgerTelemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Trading.Ledger";

    /// <summary>Spans of this capability.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments of this capability.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Entries posted, by <c>kind</c>.</summary>
    public static Counter<long> Posted { get; } =
        Meter.CreateCounter<long>("trading.ledger.posted", "{entry}", "Entries posted");
}
