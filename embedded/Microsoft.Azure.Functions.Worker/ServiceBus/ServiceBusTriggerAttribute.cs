using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for messages of a queue (or a topic's subscription, which the embedded host refuses at start).</summary>
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute, ISupportCardinality
{
    /// <summary>Messages of a queue, given by name or as <c>%setting%</c>.</summary>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Messages of a subscription.</summary>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The queue.</summary>
    public string? QueueName { get; }

    /// <summary>The topic.</summary>
    public string? TopicName { get; }

    /// <summary>The subscription.</summary>
    public string? SubscriptionName { get; }

    /// <summary>Name of the setting, or section of settings, that says where the queue is.</summary>
    public string? Connection { get; set; }

    /// <summary>Whether the entity has sessions.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Completes a message when its invocation succeeded. One whose invocation failed is abandoned in any case.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>Whether an invocation receives an array of messages. They are completed or abandoned together.</summary>
    public bool IsBatched { get; set; }

    Cardinality ISupportCardinality.Cardinality
    {
        get => IsBatched ? Cardinality.Many : Cardinality.One;
        set => IsBatched = value == Cardinality.Many;
    }
}
