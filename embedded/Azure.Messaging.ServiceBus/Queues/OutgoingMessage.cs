using System.Diagnostics;
using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.ServiceBus;

/// <summary>A message ready to be stored: its properties encoded, its size known.</summary>
internal sealed record OutgoingMessage(byte[] Head, byte[] Body, TimeSpan TimeToLive, DateTimeOffset ScheduledEnqueueTime)
{
    /// <summary>256 KB: the largest message, or batch, that the Basic and Standard tiers take.</summary>
    public const long MostBytes = 256 * 1024;

    private const int MostHeadBytes = 64 * 1024;
    private const string TraceProperty = "Diagnostic-Id";

    public long Size => Head.Length + Body.Length;

    public static OutgoingMessage Of(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
            message.ApplicationProperties.TryAdd(TraceProperty, id);
        var content = new SentContent(message.Body)
        {
            MessageId = message.MessageId,
            PartitionKey = message.PartitionKey,
            CorrelationId = message.CorrelationId,
            Subject = message.Subject,
            To = message.To,
            ReplyTo = message.ReplyTo,
            ContentType = message.ContentType,
            Properties = new Dictionary<string, object?>(message.ApplicationProperties!, StringComparer.Ordinal),
        };
        var head = MessageCodec.Encode(content);
        if (head.Length > MostHeadBytes)
            throw new SerializationException($"The properties of the message have {head.Length} bytes together; they may have {MostHeadBytes}.");
        return new OutgoingMessage(head, message.Body.ToArray(), message.TimeToLive, message.ScheduledEnqueueTime);
    }
}
