using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Queues;

/// <summary>Hands queue messages to functions: completed when the function succeeded, given back when not, dead letters after the last delivery.</summary>
internal sealed partial class QueueListener(IReadOnlyList<FunctionEntry> functions, FunctionInvoker invoker, QueueClients clients, HostJson hostJson, ILogger<QueueListener> logger)
    : IListener
{
    private readonly List<ServiceBusProcessor> processors = [];
    private Task stopping = Task.CompletedTask;
    private int stopped;

    public async Task StartAsync()
    {
        foreach (var function in functions)
        {
            if (function.Trigger is not QueueTrigger trigger)
                continue;
            var processor = clients.Get(trigger.ConnectionString).CreateProcessor(trigger.Queue, new ServiceBusProcessorOptions
            {
                AutoCompleteMessages = false,
                MaxConcurrentCalls = hostJson.MaxConcurrentCalls,
                MaxAutoLockRenewalDuration = hostJson.MaxAutoLockRenewal,
            });
            processor.ProcessMessageAsync += args => HandleAsync(function, trigger, args);
            processor.ProcessErrorAsync += args =>
            {
                QueueTrouble(function.Name, trigger.Queue, args.Exception);
                return Task.CompletedTask;
            };
            processors.Add(processor);
            await processor.StartProcessingAsync();
        }
    }

    public void TakeNoMore()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 0)
            stopping = Task.WhenAll(processors.Select(processor => processor.StopProcessingAsync()));
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
    }

    private async Task HandleAsync(FunctionEntry function, QueueTrigger trigger, ProcessMessageEventArgs args)
    {
        var message = args.Message;
        var actions = new MessageActions(args);
        try
        {
            await invoker.InvokeAsync(new Invocation
            {
                Function = function,
                Payload = new QueueDelivery(message, actions),
                Data = DataOf(message),
                Parent = ParentOf(message),
            });
        }
        catch (Exception error)
        {
            // The outermost loop of a message: the invoker has logged a failure of the function itself.
            GivenBack(message.MessageId, function.Name, message.DeliveryCount, error.Message);
            if (trigger.AutoComplete && !actions.IsSettled)
                await args.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
            return;
        }

        if (trigger.AutoComplete && !actions.IsSettled)
            await args.CompleteMessageAsync(message, CancellationToken.None);
    }

    private static ActivityContext ParentOf(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue("Diagnostic-Id", out var id) && ActivityContext.TryParse(id as string, null, isRemote: true, out var parent)
            ? parent
            : default;

    private static Dictionary<string, object?> DataOf(ServiceBusReceivedMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["messageId"] = message.MessageId,
        ["correlationId"] = message.CorrelationId,
        ["subject"] = message.Subject,
        ["contentType"] = message.ContentType,
        ["deliveryCount"] = message.DeliveryCount,
        ["sequenceNumber"] = message.SequenceNumber,
        ["enqueuedTimeUtc"] = message.EnqueuedTime.UtcDateTime,
    };

    [LoggerMessage(9021, LogLevel.Error, "Function {Function} can't receive from the queue {Queue}")]
    private partial void QueueTrouble(string function, string queue, Exception error);

    [LoggerMessage(9022, LogLevel.Warning, "Message {MessageId} was not handled by function {Function} at delivery {DeliveryCount}: {Reason}")]
    private partial void GivenBack(string messageId, string function, int deliveryCount, string reason);
}
