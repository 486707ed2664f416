using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Trading.Application.Telemetry;

/// <summary>Spans and figures of the life of orders.</summary>
public static class OrderTelemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Trading.Orders";

    /// <summary>Spans of this capability.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments of this capability.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Orders that came to be, by <c>side</c>.</summary>
    public static Counter<long> Created { get; } =
        Meter.CreateCounter<long>("trading.orders.created", "{order}", "Orders that came to be");

    /// <summary>Orders that ended, by <c>state</c>.</summary>
    public static Counter<long> Ended { get; } =
        Meter.CreateCounter<long>("trading.orders.ended", "{order}", "Orders that ended");

    /// <summary>Fills booked.</summary>
    public static Counter<long> Fills { get; } =
        Meter.CreateCounter<long>("trading.orders.fills", "{fill}", "Fills booked");
}
