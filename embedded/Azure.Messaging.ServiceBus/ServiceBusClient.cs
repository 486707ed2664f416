#nullable disable annotations // The package this stands in for carries no nullable annotations.

using Azure.Core;
using Trading.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A namespace of queues; makes senders, receivers and processors. Safe for use by many threads.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    /// <summary>For mocking.</summary>
    protected ServiceBusClient()
    {
    }

    /// <summary>The queues of the embedded platform that <c>Embedded=FOLDER</c> names.</summary>
    /// <exception cref="NotSupportedException">The connection string names another kind of service.</exception>
    public ServiceBusClient(string connectionString) => Queues = QueueService.Connection(connectionString);

    /// <inheritdoc cref="ServiceBusClient(string)"/>
    public ServiceBusClient(string connectionString, ServiceBusClientOptions options) => Queues = QueueService.Connection(connectionString);

    /// <summary>Not served by the embedded platform.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, AzureNamedKeyCredential credential, ServiceBusClientOptions options = null) =>
        Queues = QueueService.Namespace(fullyQualifiedNamespace);

    /// <inheritdoc cref="ServiceBusClient(string, AzureNamedKeyCredential, ServiceBusClientOptions)"/>
    public ServiceBusClient(string fullyQualifiedNamespace, AzureSasCredential credential, ServiceBusClientOptions options = null) =>
        Queues = QueueService.Namespace(fullyQualifiedNamespace);

    /// <inheritdoc cref="ServiceBusClient(string, AzureNamedKeyCredential, ServiceBusClientOptions)"/>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) =>
        Queues = QueueService.Namespace(fullyQualifiedNamespace);

    /// <inheritdoc cref="ServiceBusClient(string, AzureNamedKeyCredential, ServiceBusClientOptions)"/>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options) =>
        Queues = QueueService.Namespace(fullyQualifiedNamespace);

    /// <summary>Whether the client has been disposed of.</summary>
    public virtual bool IsClosed { get; private set; }

    internal QueueService Queues { get; }

    /// <summary>A sender to a queue.</summary>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => CreateSender(queueOrTopicName, null);

    /// <inheritdoc cref="CreateSender(string)"/>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions options)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new ServiceBusSender(Queues.Open(queueOrTopicName), this);
    }

    /// <summary>A receiver from a queue, in peek-lock mode.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    /// <summary>A receiver from a queue or its dead-letter queue.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new ServiceBusReceiver(Queues.Open(queueName), this, options);
    }

    /// <summary>Not served by the embedded platform, which has queues but no topics.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) => throw QueueService.NoTopics(topicName);

    /// <inheritdoc cref="CreateReceiver(string, string)"/>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions options) =>
        throw QueueService.NoTopics(topicName);

    /// <summary>A processor of a queue, one message at a time.</summary>
    public virtual ServiceBusProcessor CreateProcessor(string queueName) => CreateProcessor(queueName, new ServiceBusProcessorOptions());

    /// <summary>A processor of a queue.</summary>
    public virtual ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions options)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new ServiceBusProcessor(Queues.Open(queueName), this, options);
    }

    /// <summary>Not served by the embedded platform, which has queues but no topics.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName) => throw QueueService.NoTopics(topicName);

    /// <inheritdoc cref="CreateProcessor(string, string)"/>
    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName, ServiceBusProcessorOptions options) =>
        throw QueueService.NoTopics(topicName);

    /// <summary>Closes the client. The platform's queues stay open for others.</summary>
    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
