namespace Microsoft.Azure.SignalR.Management;

/// <summary>How the management client reaches the service.</summary>
public enum ServiceTransportType
{
    /// <summary>One call a message, of at most 1 MB.</summary>
    Transient = 0,

    /// <summary>Messages travel over connections that stay open.</summary>
    Persistent = 1,
}
