using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Functions.Queues;

/// <summary>Settles one received message, and remembers that it did.</summary>
internal sealed class MessageActions(ProcessMessageEventArgs args) : ServiceBusMessageActions
{
    /// <summary>Whether the function settled the message.</summary>
    public bool IsSettled { get; private set; }

    public override async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        await args.CompleteMessageAsync(message, cancellationToken);
        IsSettled = true;
    }

    public override async Task AbandonMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default)
    {
        await args.AbandonMessageAsync(message, propertiesToModify, cancellationToken);
        IsSettled = true;
    }

    public override async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
    {
        await args.DeadLetterMessageAsync(message, propertiesToModify ?? [], deadLetterReason, deadLetterErrorDescription, cancellationToken);
        IsSettled = true;
    }

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        args.RenewMessageLockAsync(message, cancellationToken);
}
