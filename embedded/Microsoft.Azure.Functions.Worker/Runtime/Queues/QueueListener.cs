using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Queues;

/// <summary>
/// Hands queue messages to functions, singly or in batches: completed when the function succeeded, given back when not, dead letters after
/// the last delivery.
/// </summary>
internal sealed partial class QueueListener(
    EmbeddedPlatform platform, IReadOnlyList<FunctionEntry> functions, FunctionInvoker invoker, QueueClients clients, HostJson hostJson, ILogger<QueueListener> logger)
    : IListener
{
    private readonly List<ServiceBusProcessor> processors = [];
    private readonly List<BatchLoop> batches = [];
    private Task stopping = Task.CompletedTask;
    private int stopped;

    public async Task StartAsync()
    {
        foreach (var function in functions)
        {
            if (function.Trigger is not QueueTrigger trigger)
                continue;
            var receiver = clients.Get(trigger.ConnectionString).CreateReceiver(trigger.Queue);
            if (trigger.IsBatched)
                StartBatches(function, trigger, receiver);
            else
                await StartProcessorAsync(function, trigger, receiver);
        }
    }

    public void TakeNoMore()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 0)
            stopping = Task.WhenAll(processors.Select(processor => processor.StopProcessingAsync()).Concat(batches.Select(batch => batch.StopAsync())));
    }

    public Task StopAsync()
    {
        TakeNoMore();
        return stopping;
    }

    /// <summary>Sends a message to a function's queue, as by hand.</summary>
    public async Task SendAsync(FunctionEntry function, string body, CancellationToken cancellationToken)
    {
        var trigger = (QueueTrigger)function.Trigger;
        await using var sender = clients.Get(trigger.ConnectionString).CreateSender(trigger.Queue);
        await sender.SendMessageAsync(new ServiceBusMessage(body), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var processor in processors)
            await processor.DisposeAsync();
        foreach (var batch in batches)
            batch.Dispose();
    }

    // The processor completes what succeeded, if it shall, and abandons what failed in any case; what the function settled it leaves alone.
    private async Task StartProcessorAsync(FunctionEntry function, QueueTrigger trigger, ServiceBusReceiver receiver)
    {
        var processor = clients.Get(trigger.ConnectionString).CreateProcessor(trigger.Queue, new ServiceBusProcessorOptions
        {
            AutoCompleteMessages = trigger.AutoComplete,
            MaxConcurrentCalls = hostJson.MaxConcurrentCalls,
            MaxAutoLockRenewalDuration = hostJson.MaxAutoLockRenewal,
        });
        processor.ProcessMessageAsync += args => HandleAsync(function, receiver, args.Message);
        processor.ProcessErrorAsync += args =>
        {
            // The failure of a function was logged with its message.
            if (args.ErrorSource != ServiceBusErrorSource.ProcessMessageCallback)
                QueueTrouble(function.Name, trigger.Queue, args.Exception);
            return Task.CompletedTask;
        };
        processors.Add(processor);
        await processor.StartProcessingAsync();
    }

    private void StartBatches(FunctionEntry function, QueueTrigger trigger, ServiceBusReceiver receiver)
    {
        var loop = new BatchLoop(
            platform, receiver, hostJson, batch => HandleBatchAsync(function, trigger, receiver, batch), error => QueueTrouble(function.Name, trigger.Queue, error));
        batches.Add(loop);
        loop.Start();
    }

    private async Task HandleAsync(FunctionEntry function, ServiceBusReceiver receiver, ServiceBusReceivedMessage message)
    {
        try
        {
            await invoker.InvokeAsync(new Invocation
            {
                Function = function,
                Payload = new QueueDelivery([message], new MessageActions(receiver)),
                Data = MessageMetadata.Of([message], isBatched: false),
                Parent = ParentOf(message),
            });
        }
        catch (Exception error)
        {
            GivenBack(message.MessageId, function.Name, message.DeliveryCount, error.Message);
            throw;
        }
    }

    private async Task HandleBatchAsync(FunctionEntry function, QueueTrigger trigger, ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch)
    {
        var actions = new MessageActions(receiver);
        var succeeded = await InvokeAsync(function, batch, actions);
        if (succeeded && !trigger.AutoComplete)
            return;
        await Task.WhenAll(batch.Where(message => !actions.HasSettled(message)).Select(message => succeeded
            ? receiver.CompleteMessageAsync(message, CancellationToken.None)
            : receiver.AbandonMessageAsync(message, null, CancellationToken.None)));
    }

    private async Task<bool> InvokeAsync(FunctionEntry function, IReadOnlyList<ServiceBusReceivedMessage> batch, MessageActions actions)
    {
        try
        {
            await invoker.InvokeAsync(new Invocation
            {
                Function = function,
                Payload = new QueueDelivery(batch, actions),
                Data = MessageMetadata.Of(batch, isBatched: true),
            });
            return true;
        }
        catch (Exception error)
        {
            // The outermost loop of a batch: the invoker has logged a failure of the function itself.
            BatchGivenBack(batch.Count, function.Name, error.Message);
            return false;
        }
    }

    private static ActivityContext ParentOf(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue("Diagnostic-Id", out var id) && ActivityContext.TryParse(id as string, null, isRemote: true, out var parent)
            ? parent
            : default;

    [LoggerMessage(9021, LogLevel.Error, "Function {Function} has trouble with the queue {Queue}")]
    private partial void QueueTrouble(string function, string queue, Exception error);

    [LoggerMessage(9022, LogLevel.Warning, "Message {MessageId} was not handled by function {Function} at delivery {DeliveryCount}: {Reason}")]
    private partial void GivenBack(string messageId, string function, int deliveryCount, string reason);

    [LoggerMessage(9023, LogLevel.Warning, "A batch of {MessageCount} messages was not handled by function {Function}: {Reason}")]
    private partial void BatchGivenBack(int messageCount, string function, string reason);
}
