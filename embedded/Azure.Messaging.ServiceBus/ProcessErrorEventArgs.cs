#nullable disable annotations // The package this stands in for carries no nullable annotations.

namespace Azure.Messaging.ServiceBus;

/// <summary>What a processor hands to its error handler.</summary>
public sealed class ProcessErrorEventArgs : EventArgs
{
    /// <summary>A failure and where it happened.</summary>
    public ProcessErrorEventArgs(
        Exception exception, ServiceBusErrorSource errorSource, string fullyQualifiedNamespace, string entityPath, CancellationToken cancellationToken)
        : this(exception, errorSource, fullyQualifiedNamespace, entityPath, "", cancellationToken)
    {
    }

    /// <summary>A failure, where it happened, and the name of the processor.</summary>
    public ProcessErrorEventArgs(
        Exception exception, ServiceBusErrorSource errorSource, string fullyQualifiedNamespace, string entityPath, string identifier, CancellationToken cancellationToken)
    {
        _ = (fullyQualifiedNamespace, identifier, cancellationToken);
        Exception = exception;
        ErrorSource = errorSource;
        EntityPath = entityPath;
    }

    /// <summary>What failed.</summary>
    public Exception Exception { get; }

    /// <summary>What the processor was doing.</summary>
    public ServiceBusErrorSource ErrorSource { get; }

    /// <summary>The queue concerned.</summary>
    public string EntityPath { get; }
}
