namespace Microsoft.Azure.SignalR.Common;

/// <summary>The service refused a call that is well formed: the message is too large, or too many wait.</summary>
#pragma warning disable CA1032 // Its constructors are for the service alone.
public class AzureSignalRRuntimeException : AzureSignalRException
#pragma warning restore CA1032
{
    internal AzureSignalRRuntimeException(string message)
        : base(message)
    {
    }
}
