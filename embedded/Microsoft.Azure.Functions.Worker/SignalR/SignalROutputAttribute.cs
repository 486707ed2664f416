using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Does in a SignalR hub what the function returns, or a property of it, says: a <see cref="SignalRMessageAction"/>, a
/// <see cref="SignalRGroupAction"/>, or an array of them.
/// </summary>
public sealed class SignalROutputAttribute : OutputBindingAttribute
{
    /// <summary>Name of the setting with the service's connection string; <c>AzureSignalRConnectionString</c> unless set.</summary>
    public string? ConnectionStringSetting { get; set; }

    /// <summary>The hub, by name or as <c>%setting%</c>.</summary>
    public string? HubName { get; set; }
}
