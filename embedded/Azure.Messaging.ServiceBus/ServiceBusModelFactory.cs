#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.ComponentModel;
using Trading.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Makes received messages for tests of code that takes them.</summary>
public static class ServiceBusModelFactory
{
    /// <summary>A received message, every part given.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData body,
        string messageId,
        string partitionKey,
        string viaPartitionKey,
        string sessionId,
        string replyToSessionId,
        TimeSpan timeToLive,
        string correlationId,
        string subject,
        string to,
        string contentType,
        string replyTo,
        DateTimeOffset scheduledEnqueueTime,
        IDictionary<string, object> properties,
        Guid lockTokenGuid,
        int deliveryCount,
        DateTimeOffset lockedUntil,
        long sequenceNumber,
        string deadLetterSource,
        long enqueuedSequenceNumber,
        DateTimeOffset enqueuedTime) =>
        ServiceBusReceivedMessage(
            body, messageId, partitionKey, viaPartitionKey, sessionId, replyToSessionId, timeToLive, correlationId, subject, to, contentType,
            replyTo, scheduledEnqueueTime, properties, lockTokenGuid, deliveryCount, lockedUntil, sequenceNumber, deadLetterSource,
            enqueuedSequenceNumber, enqueuedTime, ServiceBusMessageState.Active);

    /// <summary>A received message of the parts given. Session ids are not kept: the embedded platform has no sessions.</summary>
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData body = null,
        string messageId = null,
        string partitionKey = null,
        string viaPartitionKey = null,
        string sessionId = null,
        string replyToSessionId = null,
        TimeSpan timeToLive = default,
        string correlationId = null,
        string subject = null,
        string to = null,
        string contentType = null,
        string replyTo = null,
        DateTimeOffset scheduledEnqueueTime = default,
        IDictionary<string, object> properties = null,
        Guid lockTokenGuid = default,
        int deliveryCount = 0,
        DateTimeOffset lockedUntil = default,
        long sequenceNumber = -1,
        string deadLetterSource = null,
        long enqueuedSequenceNumber = 0,
        DateTimeOffset enqueuedTime = default,
        ServiceBusMessageState serviceBusMessageState = ServiceBusMessageState.Active)
    {
        var content = new SentContent(body ?? new BinaryData(Array.Empty<byte>()))
        {
            MessageId = messageId,
            PartitionKey = partitionKey,
            CorrelationId = correlationId,
            Subject = subject,
            To = to,
            ReplyTo = replyTo,
            ContentType = contentType,
            TimeToLive = timeToLive == default ? TimeSpan.MaxValue : timeToLive,
            ScheduledEnqueueTime = scheduledEnqueueTime,
            Properties = new Dictionary<string, object>(properties ?? new Dictionary<string, object>(), StringComparer.Ordinal),
        };
        return new ServiceBusReceivedMessage(content)
        {
            LockTokenGuid = lockTokenGuid,
            DeliveryCount = deliveryCount,
            LockedUntil = lockedUntil,
            SequenceNumber = sequenceNumber,
            DeadLetterSource = deadLetterSource,
            EnqueuedSequenceNumber = enqueuedSequenceNumber,
            EnqueuedTime = enqueuedTime,
            State = serviceBusMessageState,
        };
    }
}
