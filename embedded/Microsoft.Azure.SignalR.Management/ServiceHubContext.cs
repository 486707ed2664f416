#nullable disable // As in the package, where these signatures carry no annotations.
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Microsoft.Azure.SignalR.Management;

/// <summary>A hub of the service: sends to its clients, groups them, lets them in.</summary>
#pragma warning disable CA1063, CA1816 // The package's shape: virtual Dispose and DisposeAsync without a finaliser.
public abstract class ServiceHubContext : IServiceHubContext, IDisposable
{
    /// <summary>For implementers, who override all of it.</summary>
    protected ServiceHubContext()
    {
    }

    /// <summary>Sends messages to all, some or one of the hub's clients.</summary>
    public virtual IHubClients Clients => throw NotOverridden();

    /// <summary>Puts connections into groups.</summary>
    public virtual GroupManager Groups => throw NotOverridden();

    /// <summary>Puts users into groups.</summary>
    public virtual UserGroupManager UserGroups => throw NotOverridden();

    /// <summary>Asks about connections and closes them.</summary>
    public virtual ClientManager ClientManager => throw NotOverridden();

    IGroupManager IHubContext<Hub>.Groups => Groups;

    IUserGroupManager IServiceHubContext.UserGroups => UserGroups;

    /// <summary>An address and an access token with which one client connects to the hub.</summary>
    /// <param name="negotiationOptions">What the token says; null for an anonymous client and the default lifetime.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public virtual ValueTask<NegotiationResponse> NegotiateAsync(NegotiationOptions negotiationOptions = null, CancellationToken cancellationToken = default) =>
        throw NotOverridden();

    /// <summary>Ends the context; connections of clients stay.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>Ends the context; connections of clients stay.</summary>
    public virtual Task DisposeAsync() => Task.CompletedTask;

    private static NotSupportedException NotOverridden() => new("The implementing type does not offer this member.");
}
#pragma warning restore CA1063, CA1816
