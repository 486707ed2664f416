#nullable disable annotations // The package this stands in for carries no nullable annotations.

using Trading.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that are sent together, as many as fit. Made by <see cref="ServiceBusSender.CreateMessageBatchAsync(CancellationToken)"/>.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly List<OutgoingMessage> messages = [];

    internal ServiceBusMessageBatch(long maxSizeInBytes) => MaxSizeInBytes = maxSizeInBytes;

    /// <summary>How large the batch may become, in bytes.</summary>
    public long MaxSizeInBytes { get; }

    /// <summary>How large the batch is, in bytes.</summary>
    public long SizeInBytes { get; private set; }

    /// <summary>How many messages are in the batch.</summary>
    public int Count => messages.Count;

    internal IReadOnlyList<OutgoingMessage> Messages => messages;

    /// <summary>Adds a message if it fits.</summary>
    /// <returns>Whether it did.</returns>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var outgoing = OutgoingMessage.Of(message);
        if (SizeInBytes + outgoing.Size > MaxSizeInBytes)
            return false;
        messages.Add(outgoing);
        SizeInBytes += outgoing.Size;
        return true;
    }

    /// <summary>Empties the batch.</summary>
    public void Dispose()
    {
        messages.Clear();
        SizeInBytes = 0;
    }
}
