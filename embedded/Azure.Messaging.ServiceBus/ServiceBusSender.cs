#nullable disable annotations // The package this stands in for carries no nullable annotations.

using Trading.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends to a queue. When a send returns, its messages are on disk. Safe for use by many threads.</summary>
/// <remarks>
/// A send under a current <see cref="System.Diagnostics.Activity"/> notes its W3C id on the message, in the application property
/// <c>Diagnostic-Id</c>, unless the message has one.
/// </remarks>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly MessageQueue queue;
    private readonly ServiceBusClient client;

    /// <summary>For mocking.</summary>
    protected ServiceBusSender()
    {
    }

    /// <summary>A sender of a client, for derived classes.</summary>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
        : this(client.Queues.Open(queueOrTopicName), client)
    {
    }

    /// <inheritdoc cref="ServiceBusSender(ServiceBusClient, string)"/>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions options)
        : this(client.Queues.Open(queueOrTopicName), client)
    {
    }

    internal ServiceBusSender(MessageQueue queue, ServiceBusClient client)
    {
        this.queue = queue;
        this.client = client;
    }

    /// <summary>The queue's name.</summary>
    public virtual string EntityPath => queue.Name;

    /// <summary>Whether the sender has been closed.</summary>
    public virtual bool IsClosed { get; private set; }

    /// <summary>Sends a message.</summary>
    /// <exception cref="ServiceBusException">It is larger than 256 KB (MessageSizeExceeded).</exception>
    /// <exception cref="System.Runtime.Serialization.SerializationException">A property is of a type that doesn't travel or larger than 32 KB, or all together are larger than 64 KB.</exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendMessagesAsync([message], cancellationToken);
    }

    /// <summary>Sends messages together: all or none. Without any it does nothing.</summary>
    /// <exception cref="ServiceBusException">Together they are larger than 256 KB (MessageSizeExceeded).</exception>
    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return SendAsync([.. messages.Select(OutgoingMessage.Of)], cancellationToken);
    }

    /// <summary>Sends a batch: all or none.</summary>
    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        return SendAsync(messageBatch.Messages, cancellationToken);
    }

    /// <summary>An empty batch, as large as the service allows.</summary>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(null, cancellationToken);

    /// <summary>An empty batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The options ask for more than the service allows.</exception>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        var size = options?.MaxSizeInBytes ?? OutgoingMessage.MostBytes;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, OutgoingMessage.MostBytes, nameof(options));
        return ValueTask.FromResult(new ServiceBusMessageBatch(size));
    }

    /// <summary>Sends a message that appears in the queue later.</summary>
    /// <returns>The number by which <see cref="CancelScheduledMessageAsync"/> takes it back until then.</returns>
    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.ScheduledEnqueueTime = scheduledEnqueueTime;
        return (await SendAsync([OutgoingMessage.Of(message)], cancellationToken))[0];
    }

    /// <summary>Sends messages that appear in the queue later: all or none.</summary>
    /// <returns>Their numbers, as <see cref="CancelScheduledMessagesAsync"/> takes them; none for no messages.</returns>
    public virtual async Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var scheduled = messages.ToList();
        foreach (var message in scheduled)
            message.ScheduledEnqueueTime = scheduledEnqueueTime;
        return await SendAsync([.. scheduled.Select(OutgoingMessage.Of)], cancellationToken);
    }

    /// <summary>Takes back a message that hasn't appeared yet.</summary>
    /// <exception cref="ServiceBusException">There is no such scheduled message (MessageNotFound).</exception>
    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    /// <summary>Takes back messages that haven't appeared yet: all or none.</summary>
    /// <exception cref="ServiceBusException">One is no such scheduled message (MessageNotFound).</exception>
    public virtual Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        ObjectDisposedException.ThrowIf(IsClosed || client.IsClosed, this);
        cancellationToken.ThrowIfCancelled();
        return queue.CancelScheduledAsync([.. sequenceNumbers]);
    }

    /// <summary>Closes the sender.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    /// <summary>Closes the sender.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    private Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed || client.IsClosed, this);
        cancellationToken.ThrowIfCancelled();
        return queue.SendAsync(messages);
    }
}
