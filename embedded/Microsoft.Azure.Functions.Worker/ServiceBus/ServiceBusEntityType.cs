namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a Service Bus output sends to.</summary>
public enum ServiceBusEntityType
{
    /// <summary>A queue.</summary>
    Queue = 0,

    /// <summary>A topic; the embedded host refuses it at start.</summary>
    Topic = 1,
}
