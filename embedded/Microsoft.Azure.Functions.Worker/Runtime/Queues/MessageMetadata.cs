using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.Functions.Queues;

/// <summary>What a function may ask about its message by the name of a parameter; about a batch, by that name and <c>Array</c>.</summary>
internal static class MessageMetadata
{
    /// <summary>The one that is no plain value.</summary>
    public const string ApplicationProperties = "applicationProperties";

    private const string OfBatch = "Array";

    private static readonly (string Name, Func<ServiceBusReceivedMessage, object?> Get)[] Known =
    [
        (ApplicationProperties, message => message.ApplicationProperties),
        ("contentType", message => message.ContentType),
        ("correlationId", message => message.CorrelationId),
        ("deadLetterSource", message => message.DeadLetterSource),
        ("deliveryCount", message => message.DeliveryCount),
        ("enqueuedTimeUtc", message => message.EnqueuedTime.UtcDateTime),
        ("expiresAtUtc", message => message.ExpiresAt.UtcDateTime),
        ("lockToken", message => message.LockToken),
        ("messageId", message => message.MessageId),
        ("replyTo", message => message.ReplyTo),
        ("sequenceNumber", message => message.SequenceNumber),
        ("subject", message => message.Subject),
        ("to", message => message.To),
    ];

    public static IEnumerable<string> Names(bool isBatched) => Known.Select(known => NameOf(known.Name, isBatched));

    public static Dictionary<string, object?> Of(IReadOnlyList<ServiceBusReceivedMessage> messages, bool isBatched) => Known.ToDictionary(
        known => NameOf(known.Name, isBatched),
        known => isBatched ? messages.Select(known.Get).ToArray() : known.Get(messages[0]),
        StringComparer.OrdinalIgnoreCase);

    private static string NameOf(string name, bool isBatched) => isBatched ? name + OfBatch : name;
}
