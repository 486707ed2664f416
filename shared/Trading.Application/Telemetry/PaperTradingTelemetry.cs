using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Trading.Application.Telemetry;

/// <summary>Spans and figures of deployments on paper accounts.</summary>
public static class PaperTradingTelemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Trading.PaperTrading";

    /// <summary>Spans of this capability.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments of this capability.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Bars that deployments went through.</summary>
    public static Counter<long> Bars { get; } =
        Meter.CreateCounter<long>("trading.paper_trading.bars", "{bar}", "Bars that deployments went through");
}
