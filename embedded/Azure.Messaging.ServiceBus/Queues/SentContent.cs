namespace Trading.Embedded.ServiceBus;

/// <summary>What the sender said: body and properties.</summary>
internal sealed class SentContent(BinaryData body)
{
    public BinaryData Body => body;

    public string? MessageId { get; init; }

    public string? PartitionKey { get; init; }

    public string? CorrelationId { get; init; }

    public string? Subject { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? ContentType { get; init; }

    public TimeSpan TimeToLive { get; init; } = TimeSpan.MaxValue;

    public DateTimeOffset ScheduledEnqueueTime { get; init; }

    public Dictionary<string, object?> Properties { get; init; } = new(StringComparer.Ordinal);
}
