#nullable disable // As in the package, where these signatures carry no annotations.
using Microsoft.AspNetCore.SignalR;

namespace Microsoft.Azure.SignalR.Management;

/// <summary>A hub of the service.</summary>
public interface IServiceHubContext : IHubContext<Hub>
{
    /// <summary>Puts users into groups.</summary>
    IUserGroupManager UserGroups { get; }

    /// <summary>Ends the context; connections of clients stay.</summary>
    Task DisposeAsync();
}
