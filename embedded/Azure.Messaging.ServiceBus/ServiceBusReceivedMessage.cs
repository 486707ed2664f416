#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Collections.ObjectModel;
using Trading.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message as received: what was sent, and what the service knows about it.</summary>
public class ServiceBusReceivedMessage
{
    internal const string ReasonProperty = "DeadLetterReason";
    internal const string DescriptionProperty = "DeadLetterErrorDescription";

    private readonly SentContent content;

    internal ServiceBusReceivedMessage(SentContent content) => this.content = content;

    /// <summary>The content.</summary>
    public BinaryData Body => content.Body;

    /// <summary>The sender's name for the message; null when it gave none.</summary>
    public string MessageId => content.MessageId;

    /// <summary>Groups messages in a partitioned queue.</summary>
    public string PartitionKey => content.PartitionKey;

    /// <summary>What the message belongs to.</summary>
    public string CorrelationId => content.CorrelationId;

    /// <summary>What the message is about.</summary>
    public string Subject => content.Subject;

    /// <summary>Whom the message is for.</summary>
    public string To => content.To;

    /// <summary>The queue that an answer is expected in.</summary>
    public string ReplyTo => content.ReplyTo;

    /// <summary>MIME type of the body.</summary>
    public string ContentType => content.ContentType;

    /// <summary>How long after <see cref="EnqueuedTime"/> the message is worth delivering.</summary>
    public TimeSpan TimeToLive => content.TimeToLive;

    /// <summary>When it was scheduled for, UTC; <c>default</c> when it wasn't.</summary>
    public DateTimeOffset ScheduledEnqueueTime => content.ScheduledEnqueueTime;

    /// <summary>The application's own properties.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties => field ??= new ReadOnlyDictionary<string, object>(content.Properties);

    /// <summary>Names the lock in peek-lock mode.</summary>
    public string LockToken => LockTokenGuid.ToString();

    /// <summary>Which delivery this is, from 1.</summary>
    public int DeliveryCount { get; internal init; }

    /// <summary>When the lock runs out, UTC. Renewing moves it.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    /// <summary>The service's number for the message in this queue, ascending.</summary>
    public long SequenceNumber { get; internal init; } = -1;

    /// <summary>The number the message had where it was first enqueued.</summary>
    public long EnqueuedSequenceNumber { get; internal init; }

    /// <summary>When the message appeared in the queue, UTC.</summary>
    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>When the message is no longer worth delivering, UTC.</summary>
    public DateTimeOffset ExpiresAt =>
        TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    /// <summary>The queue the message was dead-lettered in and forwarded from; null unless it was forwarded.</summary>
    public string DeadLetterSource { get; internal init; }

    /// <summary>Why the message was dead-lettered; null unless it was.</summary>
    public string DeadLetterReason => content.Properties.TryGetValue(ReasonProperty, out var reason) ? reason as string : null;

    /// <summary>Details of why the message was dead-lettered; null unless given.</summary>
    public string DeadLetterErrorDescription =>
        content.Properties.TryGetValue(DescriptionProperty, out var description) ? description as string : null;

    /// <summary>Where the message stands.</summary>
    public ServiceBusMessageState State { get; internal init; }

    internal Guid LockTokenGuid { get; init; }

    internal bool IsSettled { get; set; }

    /// <summary>The message by its id.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
