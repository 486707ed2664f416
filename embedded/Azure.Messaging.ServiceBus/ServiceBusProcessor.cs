#nullable disable annotations // The package this stands in for carries no nullable annotations.

using System.Diagnostics.CodeAnalysis;
using Trading.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Runs a handler for each message of a queue, several at a time, renews locks meanwhile, completes what its handler finished
/// and abandons what it failed on.
/// </summary>
public class ServiceBusProcessor : IAsyncDisposable
{
    private readonly MessageQueue queue;
    private readonly ServiceBusClient client;
    private readonly ServiceBusProcessorOptions options;
    private readonly SemaphoreSlim starting = new(1);
    private Func<ProcessMessageEventArgs, Task> messageHandler;
    private Func<ProcessErrorEventArgs, Task> errorHandler;
    private ProcessorRun run;

    /// <summary>For mocking.</summary>
    protected ServiceBusProcessor()
    {
    }

    /// <summary>A processor of a client, for derived classes.</summary>
    protected ServiceBusProcessor(ServiceBusClient client, string queueName, ServiceBusProcessorOptions options)
        : this(client.Queues.Open(queueName), client, options)
    {
    }

    /// <summary>Not served by the embedded platform, which has queues but no topics.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected ServiceBusProcessor(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusProcessorOptions options) =>
        throw QueueService.NoTopics(topicName);

    internal ServiceBusProcessor(MessageQueue queue, ServiceBusClient client, ServiceBusProcessorOptions options)
    {
        this.queue = queue;
        this.client = client;
        this.options = options ?? new ServiceBusProcessorOptions();
    }

    /// <summary>Runs for each message. One handler; it must be set before processing starts.</summary>
    /// <exception cref="NotSupportedException">There is a handler already.</exception>
    [SuppressMessage("Design", "CA1003", Justification = "The signature is the package's.")]
    public event Func<ProcessMessageEventArgs, Task> ProcessMessageAsync
    {
        add => Set(ref messageHandler, value);
        remove => Unset(ref messageHandler, value);
    }

    /// <summary>Runs for each failure, of the handler or of the queue. One handler; it must be set before processing starts.</summary>
    /// <exception cref="NotSupportedException">There is a handler already.</exception>
    [SuppressMessage("Design", "CA1003", Justification = "The signature is the package's.")]
    public event Func<ProcessErrorEventArgs, Task> ProcessErrorAsync
    {
        add => Set(ref errorHandler, value);
        remove => Unset(ref errorHandler, value);
    }

    /// <summary>The queue's name.</summary>
    public virtual string EntityPath => queue.Name;

    /// <summary>Whether messages are being received.</summary>
    public virtual bool IsProcessing => run is not null;

    /// <summary>Whether the processor has been closed.</summary>
    public virtual bool IsClosed { get; private set; }

    /// <summary>Starts to receive.</summary>
    /// <exception cref="InvalidOperationException">It has started already, or a handler is missing.</exception>
    public virtual async Task StartProcessingAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed || client.IsClosed, this);
        await starting.WaitAsync(cancellationToken);
        try
        {
            if (run is not null)
                throw new InvalidOperationException("The processor is running already.");
            if (messageHandler is null || errorHandler is null)
                throw new InvalidOperationException("A processor needs a handler for messages and one for errors before it starts.");
            var receiver = new ServiceBusReceiver(queue, client, new ServiceBusReceiverOptions { ReceiveMode = options.ReceiveMode, SubQueue = options.SubQueue });
            run = new ProcessorRun(receiver, options, messageHandler, errorHandler);
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Stops to receive and waits for the handlers that run.</summary>
    public virtual async Task StopProcessingAsync(CancellationToken cancellationToken = default)
    {
        await starting.WaitAsync(cancellationToken);
        try
        {
            if (run is null)
                return;
            await run.StopAsync(cancellationToken);
            run.Dispose();
            run = null;
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Stops and closes the processor.</summary>
    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        await StopProcessingAsync(cancellationToken);
        IsClosed = true;
    }

    /// <summary>Stops and closes the processor.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None);
        starting.Dispose();
        GC.SuppressFinalize(this);
    }

    private static void Set<T>(ref Func<T, Task> handler, Func<T, Task> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Interlocked.CompareExchange(ref handler, value, null) is not null)
            throw new NotSupportedException("A processor has one handler of a kind; it has one already.");
    }

    private static void Unset<T>(ref Func<T, Task> handler, Func<T, Task> value)
    {
        if (Interlocked.CompareExchange(ref handler, null, value) != value)
            throw new ArgumentException("This handler was not set.", nameof(value));
    }
}
