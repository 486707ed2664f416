namespace Microsoft.Azure.SignalR.Common;

/// <summary>The service answered 400: a name or value is one that it does not take.</summary>
#pragma warning disable CA1032 // Its constructors are for the service alone.
public class AzureSignalRInvalidArgumentException : AzureSignalRException
#pragma warning restore CA1032
{
    internal AzureSignalRInvalidArgumentException(string message)
        : base(message)
    {
    }
}
