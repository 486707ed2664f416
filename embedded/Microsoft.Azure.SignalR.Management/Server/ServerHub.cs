using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Trading.Embedded.SignalR;

/// <summary>One hub in the process that serves it: its open connections, and what is done to them.</summary>
internal sealed class ServerHub(string name, HubStore store)
{
    private readonly ConcurrentDictionary<string, Client> clients = new(StringComparer.Ordinal);

    // Entered here before the database knows: whoever connects gets what is sent from that moment.
    public Task EnterAsync(Client client)
    {
        clients[client.Id] = client;
        return store.EnterAsync(name, client.Id, client.User);
    }

    public async Task LeaveAsync(string connectionId)
    {
        if (!clients.TryRemove(connectionId, out var client))
            return;
        var ended = client.EndAsync();
        await store.LeaveAsync(name, connectionId);
        await ended;
    }

    /// <summary>Does it to whoever is connected now. Messages are queued to each connection in the order of the calls.</summary>
    public void Do(HubCommand command)
    {
        switch (command)
        {
            case HubCommand.Send send:
                var message = new SerializedHubMessage(new InvocationMessage(send.Method, [.. send.Arguments.Select(argument => (object)argument)]));
                foreach (var client in Find(send.To))
                    client.Post(message);
                break;
            case HubCommand.Close close when clients.TryGetValue(close.Connection, out var client):
                client.Close(close.Reason);
                break;
        }
    }

    private IEnumerable<Client> Find(Audience audience)
    {
        if (audience.Kind == AudienceKind.Connection)
            return clients.TryGetValue(audience.Id, out var one) ? [one] : [];
        if (audience.Kind == AudienceKind.User)
            return clients.Values.Where(client => client.User == audience.Id);
        var included = clients.Values.Where(client => !audience.Excluded.Contains(client.Id));
        if (audience.Kind == AudienceKind.All)
            return included;
        var (connections, users) = store.Members(name, audience.Id);
        return included.Where(client => connections.Contains(client.Id) || (client.User is { } user && users.Contains(user)));
    }
}
