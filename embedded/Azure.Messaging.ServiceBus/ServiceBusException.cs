#nullable disable annotations // The package this stands in for carries no nullable annotations.

namespace Azure.Messaging.ServiceBus;

/// <summary>The service refused a call or could not serve it.</summary>
public class ServiceBusException : Exception
{
    /// <summary>For mocking.</summary>
    public ServiceBusException()
    {
    }

    /// <summary>A failure with its reason, transient when the reason is.</summary>
    public ServiceBusException(string message, ServiceBusFailureReason reason, string entityPath = null, Exception innerException = null)
        : this(
            reason is ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceCommunicationProblem,
            message, entityPath, reason, innerException)
    {
    }

    /// <summary>A failure with its reason.</summary>
    public ServiceBusException(
        bool isTransient, string message, string entityName = null,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError, Exception innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityName;
        Reason = reason;
    }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; }

    /// <summary>Why the call failed.</summary>
    public ServiceBusFailureReason Reason { get; }

    /// <summary>The queue concerned; null when none was.</summary>
    public string EntityPath { get; }

    /// <inheritdoc/>
    public override string Message => EntityPath is null ? $"{base.Message} ({Reason})" : $"{base.Message} ({EntityPath} - {Reason})";
}
