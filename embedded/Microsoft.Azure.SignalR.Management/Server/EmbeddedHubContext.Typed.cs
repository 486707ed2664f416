using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Management;

namespace Trading.Embedded.SignalR;

/// <summary>A hub of the embedded service whose client methods are the methods of an interface.</summary>
internal sealed class EmbeddedHubContext<T>(EmbeddedHubContext inner) : ServiceHubContext<T>
    where T : class
{
    public override IHubClients<T> Clients { get; } = new TypedHubClients<T>(inner.Clients);

    public override GroupManager Groups => inner.Groups;

    public override UserGroupManager UserGroups => inner.UserGroups;

    public override ClientManager ClientManager => inner.ClientManager;

    public override ValueTask<NegotiationResponse> NegotiateAsync(NegotiationOptions? negotiationOptions = null, CancellationToken cancellationToken = default) =>
        inner.NegotiateAsync(negotiationOptions, cancellationToken);

    public override void Dispose() => inner.Dispose();

    public override async ValueTask DisposeAsync() => await inner.DisposeAsync();
}
