using System.Text.Json;

namespace Trading.Embedded.Durable;

/// <summary>Limits of the durable engine.</summary>
public sealed record DurableEngineOptions
{
    /// <summary>How payloads are written and read; as the functions worker does unless set: property names are matched without regard to case.</summary>
    public JsonSerializerOptions Serializer { get; init; } = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Activities that run at once. One that hangs keeps its place.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Orchestrators whose code runs at once. They hold a place only while they compute, not while they wait.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Waiting orchestrations kept in memory between episodes; those beyond are replayed from their history when something arrives.</summary>
    public int MaxCachedOrchestrations { get; init; } = 10_000;

    /// <summary>Name of the client.</summary>
    public string TaskHub { get; init; } = "TradingHub";

    /// <summary>
    /// Whether a client may not raise an event to an instance that does not exist or has ended. The client's own documentation has such
    /// events discarded; the Functions host refuses them unless host.json says otherwise.
    /// </summary>
    public bool RefuseEventsToNobody { get; init; }
}
