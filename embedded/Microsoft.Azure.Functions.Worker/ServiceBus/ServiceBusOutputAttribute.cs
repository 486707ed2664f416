using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Sends what the function returns, or a property of it, to a queue: text as it is, an object as JSON, each element of an array as a
/// message of its own, nothing for null.
/// </summary>
/// <param name="queueOrTopicName">The queue, by name or as <c>%setting%</c>.</param>
/// <param name="entityType">A queue; the embedded host refuses topics at start.</param>
/// <remarks>A text that is a JSON array is sent as its elements, too. Bytes and messages with properties need a <c>ServiceBusSender</c>.</remarks>
public sealed class ServiceBusOutputAttribute(string queueOrTopicName, ServiceBusEntityType entityType = ServiceBusEntityType.Queue) : OutputBindingAttribute
{
    /// <summary>The queue.</summary>
    public string QueueOrTopicName { get; } = queueOrTopicName;

    /// <summary>Name of the setting, or section of settings, that says where the queue is.</summary>
    public string? Connection { get; set; }

    /// <summary>What is sent to.</summary>
    public ServiceBusEntityType EntityType { get; set; } = entityType;
}
