using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Trading.Application.Telemetry;

/// <summary>Spans and figures of back-tests.</summary>
public static class BacktestTelemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Trading.Backtests";

    /// <summary>Spans of this capability.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments of this capability.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>How long a back-test computed, seconds.</summary>
    public static Histogram<double> Duration { get; } =
        Meter.CreateHistogram<double>("trading.backtests.duration", "s", "How long a back-test computed");

    /// <summary>Bars that back-tests went through.</summary>
    public static Counter<long> Bars { get; } =
        Meter.CreateCounter<long>("trading.backtests.bars", "{bar}", "Bars that back-tests went through");
}
