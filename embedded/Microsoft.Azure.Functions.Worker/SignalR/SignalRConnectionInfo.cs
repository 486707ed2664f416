namespace Microsoft.Azure.Functions.Worker;

/// <summary>With what a SignalR client connects to the service.</summary>
public sealed class SignalRConnectionInfo
{
    /// <summary>Where to connect.</summary>
    public string Url { get; set; } = "";

    /// <summary>What to present there. A secret.</summary>
    public string AccessToken { get; set; } = "";
}
