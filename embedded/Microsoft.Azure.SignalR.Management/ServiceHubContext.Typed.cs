#nullable disable // As in the package, where these signatures carry no annotations.
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Microsoft.Azure.SignalR.Management;

/// <summary>A hub of the service whose client methods are the methods of an interface.</summary>
/// <typeparam name="T">An interface of methods that return <see cref="Task"/>.</typeparam>
#pragma warning disable CA1063, CA1816 // The package's shape: abstract Dispose and DisposeAsync without a finaliser.
public abstract class ServiceHubContext<T> : IHubContext<Hub<T>, T>, IDisposable, IAsyncDisposable
    where T : class
{
    /// <summary>For implementers.</summary>
    protected ServiceHubContext()
    {
    }

    /// <summary>Sends messages to all, some or one of the hub's clients.</summary>
    public abstract IHubClients<T> Clients { get; }

    /// <summary>Puts connections into groups.</summary>
    public abstract GroupManager Groups { get; }

    /// <summary>Puts users into groups.</summary>
    public abstract UserGroupManager UserGroups { get; }

    /// <summary>Asks about connections and closes them.</summary>
    public abstract ClientManager ClientManager { get; }

    IGroupManager IHubContext<Hub<T>, T>.Groups => Groups;

    /// <summary>An address and an access token with which one client connects to the hub.</summary>
    /// <param name="negotiationOptions">What the token says; null for an anonymous client and the default lifetime.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public abstract ValueTask<NegotiationResponse> NegotiateAsync(NegotiationOptions negotiationOptions = null, CancellationToken cancellationToken = default);

    /// <summary>Ends the context; connections of clients stay.</summary>
    public abstract void Dispose();

    /// <summary>Ends the context; connections of clients stay.</summary>
    public abstract ValueTask DisposeAsync();
}
#pragma warning restore CA1063, CA1816
