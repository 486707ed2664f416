namespace Microsoft.Azure.SignalR.Common;

/// <summary>The SignalR service refused something.</summary>
#pragma warning disable CA1032 // Its constructors are for the service alone.
public class AzureSignalRException : Exception
#pragma warning restore CA1032
{
    internal AzureSignalRException(string message)
        : base(message)
    {
    }
}
