using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Trading.Application.Telemetry;

/// <summary>Spans and figures of importing and storing bars.</summary>
public static class MarketDataTelemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Trading.MarketData";

    /// <summary>Spans of this capability.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments of this capability.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Bars stored that were not there before.</summary>
    public static Counter<long> BarsImported { get; } =
        Meter.CreateCounter<long>("trading.market_data.bars_imported", "{bar}", "Bars stored that were not there before");

    /// <summary>Rows of imports that were refused.</summary>
    public static Counter<long> RowsRejected { get; } =
        Meter.CreateCounter<long>("trading.market_data.rows_rejected", "{row}", "Rows of imports that were refused");
}
