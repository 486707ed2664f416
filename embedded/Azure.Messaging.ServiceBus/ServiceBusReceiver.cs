#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Runtime.CompilerServices;
using Trading.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives from a queue and settles what it received. Safe for use by many threads.</summary>
/// <remarks>
/// A received message is locked, for a minute unless renewed. A message that isn't settled in time, or is abandoned, is
/// delivered again; after its tenth delivery it moves to the dead-letter queue with reason <c>MaxDeliveryCountExceeded</c>.
/// </remarks>
public class ServiceBusReceiver : IAsyncDisposable
{
    private const int MostReasonCharacters = 4096;
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);
    private readonly MessageQueue queue;
    private readonly ServiceBusClient client;
    private readonly SubQueue subQueue;
    private long nextPeek;

    /// <summary>For mocking.</summary>
    protected ServiceBusReceiver()
    {
    }

    /// <summary>A receiver of a client, for derived classes.</summary>
    protected ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions options)
        : this(client.Queues.Open(queueName), client, options)
    {
    }

    /// <summary>Not served by the embedded platform, which has queues but no topics.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected ServiceBusReceiver(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusReceiverOptions options) =>
        throw QueueService.NoTopics(topicName);

    internal ServiceBusReceiver(MessageQueue queue, ServiceBusClient client, ServiceBusReceiverOptions options)
    {
        options ??= new ServiceBusReceiverOptions();
        this.queue = queue;
        this.client = client;
        subQueue = queue.IsDeadLetterPath ? SubQueue.DeadLetter : options.SubQueue;
        ReceiveMode = options.ReceiveMode;
    }

    /// <summary>The queue's name, with <c>/$DeadLetterQueue</c> for its dead-letter queue.</summary>
    public virtual string EntityPath => queue.PathOf(subQueue);

    /// <summary>What receiving does to a message.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    /// <summary>Whether the receiver has been closed.</summary>
    public virtual bool IsClosed { get; private set; }

    internal MessageQueue Queue => queue;

    /// <summary>The next message, waiting for one up to <paramref name="maxWaitTime"/>, a minute unless given.</summary>
    /// <returns>Null when none came.</returns>
    public virtual async Task<ServiceBusReceivedMessage> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken) is [var message] ? message : null;

    /// <summary>The next messages, at most <paramref name="maxMessages"/>; waits until there is one, up to <paramref name="maxWaitTime"/>, a minute unless given.</summary>
    /// <returns>Empty when none came.</returns>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        if (maxWaitTime is { } wait)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wait, TimeSpan.Zero, nameof(maxWaitTime));
        EnsureOpen();
        return queue.ReceiveAsync(subQueue, ReceiveMode, maxMessages, maxWaitTime ?? DefaultWait, cancellationToken);
    }

    /// <summary>Messages as they come, until cancelled.</summary>
    public virtual async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancelled();
            if (await ReceiveMessageAsync(null, cancellationToken) is { } message)
                yield return message;
        }
    }

    /// <summary>Looks at the next message without locking it; each call goes on where the last one ended.</summary>
    /// <returns>Null after the last.</returns>
    public virtual async Task<ServiceBusReceivedMessage> PeekMessageAsync(long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken) is [var message] ? message : null;

    /// <summary>Looks at messages without locking them, scheduled and locked ones too; each call goes on where the last one ended.</summary>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        EnsureOpen();
        cancellationToken.ThrowIfCancelled();
        var messages = queue.Peek(subQueue, fromSequenceNumber ?? Interlocked.Read(ref nextPeek), maxMessages);
        if (messages.Count > 0)
            Interlocked.Exchange(ref nextPeek, messages[^1].SequenceNumber + 1);
        return Task.FromResult(messages);
    }

    /// <summary>Removes a message: it is done.</summary>
    /// <exception cref="ServiceBusException">The lock has run out (MessageLockLost).</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(message, () => queue.CompleteAsync(subQueue, message), cancellationToken);

    /// <summary>Gives a message back for another delivery at once.</summary>
    /// <param name="message">A message this receiver's queue delivered.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="cancellationToken">Gives up before the call is made.</param>
    /// <exception cref="ServiceBusException">The lock has run out (MessageLockLost).</exception>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify = null, CancellationToken cancellationToken = default) =>
        SettleAsync(message, () => queue.AbandonAsync(subQueue, message, propertiesToModify), cancellationToken);

    /// <summary>Sets a message aside: it is delivered only by <see cref="ReceiveDeferredMessageAsync"/>.</summary>
    /// <param name="message">A message this receiver's queue delivered. Its sequence number is the only way back to it.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="cancellationToken">Gives up before the call is made.</param>
    /// <exception cref="ServiceBusException">The lock has run out (MessageLockLost).</exception>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify = null, CancellationToken cancellationToken = default) =>
        SettleAsync(message, () => queue.DeferAsync(subQueue, message, propertiesToModify), cancellationToken);

    /// <summary>A message that was set aside. Abandoned, or its lock run out, it is set aside again.</summary>
    /// <exception cref="ServiceBusException">It is not there, another receiver holds it, or it has expired (MessageNotFound).</exception>
    public virtual async Task<ServiceBusReceivedMessage> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        (await ReceiveDeferredMessagesAsync([sequenceNumber], cancellationToken))[0];

    /// <summary>Messages that were set aside, all of these or none.</summary>
    /// <returns>Empty for no numbers.</returns>
    /// <exception cref="ServiceBusException">One is not there, another receiver holds it, or it has expired (MessageNotFound).</exception>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        EnsureOpen();
        cancellationToken.ThrowIfCancelled();
        var numbers = sequenceNumbers.Distinct().ToList();
        return numbers.Count == 0 ? [] : await queue.TakeDeferredAsync(subQueue, ReceiveMode, numbers);
    }

    /// <summary>Moves a message to the dead-letter queue.</summary>
    /// <param name="message">A message this receiver's queue delivered.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="cancellationToken">Gives up before the call is made.</param>
    /// <exception cref="ServiceBusException">The lock has run out (MessageLockLost).</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify = null, CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, propertiesToModify, null, null, cancellationToken);

    /// <inheritdoc cref="DeadLetterMessageAsync(ServiceBusReceivedMessage, IDictionary{string, object}, CancellationToken)"/>
    /// <param name="message">A message this receiver's queue delivered.</param>
    /// <param name="deadLetterReason">A short code, which the message then carries; at most 4,096 characters.</param>
    /// <param name="deadLetterErrorDescription">Details, which the message then carries; at most 4,096 characters.</param>
    /// <param name="cancellationToken">Gives up before the call is made.</param>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <inheritdoc cref="DeadLetterMessageAsync(ServiceBusReceivedMessage, IDictionary{string, object}, CancellationToken)"/>
    /// <param name="message">A message this receiver's queue delivered.</param>
    /// <param name="propertiesToModify">Application properties to set on it.</param>
    /// <param name="deadLetterReason">A short code, which the message then carries.</param>
    /// <param name="deadLetterErrorDescription">Details, which the message then carries.</param>
    /// <param name="cancellationToken">Gives up before the call is made.</param>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify, string deadLetterReason,
        string deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Locks a message for another minute, and notes so in <see cref="ServiceBusReceivedMessage.LockedUntil"/>.</summary>
    /// <exception cref="ServiceBusException">The lock has run out (MessageLockLost).</exception>
    public virtual async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        EnsureCanSettle(message, cancellationToken);
        message.LockedUntil = await queue.RenewAsync(subQueue, message);
    }

    /// <summary>Closes the receiver. Messages it holds stay locked until their time runs out.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    /// <summary>Closes the receiver.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    private Task DeadLetterAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> properties, string reason, string description, CancellationToken cancellationToken)
    {
        if (subQueue != SubQueue.None)
            throw new InvalidOperationException("A message of a dead-letter queue can't be dead-lettered again.");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason?.Length ?? 0, MostReasonCharacters, "deadLetterReason");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(description?.Length ?? 0, MostReasonCharacters, "deadLetterErrorDescription");
        return SettleAsync(message, () => queue.DeadLetterAsync(message, properties, reason, description), cancellationToken);
    }

    private async Task SettleAsync(ServiceBusReceivedMessage message, Func<Task> settle, CancellationToken cancellationToken)
    {
        EnsureCanSettle(message, cancellationToken);
        await settle();
        message.IsSettled = true;
    }

    private void EnsureCanSettle(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        EnsureOpen();
        cancellationToken.ThrowIfCancelled();
        if (ReceiveMode != ServiceBusReceiveMode.PeekLock)
            throw new InvalidOperationException("Only messages received in peek-lock mode are settled.");
    }

    private void EnsureOpen() => ObjectDisposedException.ThrowIf(IsClosed || client.IsClosed, this);
}
