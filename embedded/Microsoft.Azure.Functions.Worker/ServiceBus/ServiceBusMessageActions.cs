using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Lets a function settle its message itself. What it leaves unsettled is settled by the host as the trigger says.</summary>
public class ServiceBusMessageActions
{
    /// <summary>For the derived classes.</summary>
    protected ServiceBusMessageActions()
    {
    }

    /// <summary>Takes the message off the queue for good.</summary>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw Unattached();

    /// <summary>Gives the message back, to be delivered again.</summary>
    public virtual Task AbandonMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) => throw Unattached();

    /// <summary>Sets the message aside, to be received by its sequence number only.</summary>
    public virtual Task DeferMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) => throw Unattached();

    /// <summary>Moves the message to the queue's dead letters.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) => throw Unattached();

    /// <summary>Holds the message for another lock duration.</summary>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw Unattached();

    private static NotSupportedException Unattached() => new("These actions belong to no message; a function gets its own as a parameter.");
}
