using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.ServiceBus;

/// <summary>A stored message, columns as <see cref="QueueSql.Columns"/> lists them.</summary>
internal sealed record MessageRow(
    long Id, long Number, long FirstNumber, int State, long Due, string? Lock, int Deliveries, long Enqueued, long Ttl, long Scheduled, byte[] Head, byte[] Body)
{
    public static MessageRow Read(SqliteRow row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(6),
        row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetBytes(10), row.GetBytes(11));

    public ServiceBusReceivedMessage ToMessage(string? lockToken, int deliveryCount, long lockedUntil) => new(Content())
    {
        LockTokenGuid = lockToken is null ? Guid.Empty : Guid.Parse(lockToken),
        DeliveryCount = deliveryCount,
        LockedUntil = lockToken is null ? default : new DateTimeOffset(lockedUntil, TimeSpan.Zero),
        SequenceNumber = Number,
        EnqueuedSequenceNumber = FirstNumber,
        EnqueuedTime = new DateTimeOffset(Enqueued, TimeSpan.Zero),
        State = State switch { 2 => ServiceBusMessageState.Scheduled, 3 or 4 => ServiceBusMessageState.Deferred, _ => ServiceBusMessageState.Active },
    };

    /// <summary>The stored properties with some set anew.</summary>
    public byte[] HeadWith(IDictionary<string, object> changes)
    {
        var content = Content();
        foreach (var (name, value) in changes)
            content.Properties[name] = value;
        return MessageCodec.Encode(content);
    }

    private SentContent Content() =>
        MessageCodec.Decode(Head, Body, TimeSpan.FromTicks(Ttl), new DateTimeOffset(Scheduled, TimeSpan.Zero));
}
