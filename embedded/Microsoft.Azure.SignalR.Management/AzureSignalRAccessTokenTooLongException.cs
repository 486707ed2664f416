namespace Microsoft.Azure.SignalR.Common;

/// <summary>An access token is longer than the 4,096 characters that fit a query string; it carries too many claims.</summary>
#pragma warning disable CA1032 // Its constructors are for the service alone.
public class AzureSignalRAccessTokenTooLongException : AzureSignalRException
#pragma warning restore CA1032
{
    internal AzureSignalRAccessTokenTooLongException()
        : base("The access token is longer than 4096 characters. Reduce the claims of the token.")
    {
    }
}
