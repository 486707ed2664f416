using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.ServiceBus;

/// <summary>A message ready to be stored: its properties encoded, its size known.</summary>
internal sealed record OutgoingMessage(byte[] Head, byte[] Body, TimeSpan TimeToLive, DateTimeOffset ScheduledEnqueueTime)
{
    /// <summary>256 KB: the largest message, or batch, that the Basic and Standard tiers take.</summary>
    public const long MostBytes = 256 * 1024;

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
        return new OutgoingMessage(MessageCodec.Encode(content), message.Body.ToArray(), message.TimeToLive, message.ScheduledEnqueueTime);
    }
}
