using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Trading.Embedded.SignalR;

/// <summary>One hub: its open connections and their groups, and the sending to a choice of them.</summary>
internal sealed class ServerHub(string name, UserGroupStore userGroups)
{
    private readonly ConcurrentDictionary<string, Client> clients = new(StringComparer.Ordinal);

    public string Name => name;

    public UserGroupStore UserGroups => userGroups;

    public void Enter(HubConnectionContext connection) => clients[connection.ConnectionId] = new Client(connection);

    public Task LeaveAsync(string connectionId) => clients.TryRemove(connectionId, out var client) ? client.EndAsync() : Task.CompletedTask;

    public IEnumerable<Client> All() => clients.Values;

    public IEnumerable<Client> Connections(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (clients.TryGetValue(id, out var client))
                yield return client;
        }
    }

    public IEnumerable<Client> Users(IReadOnlyCollection<string> ids) => clients.Values.Where(client => client.User is { } user && ids.Contains(user));

    /// <summary>Connections in any of the groups, each once: added by their own id or by their user's.</summary>
    public IEnumerable<Client> Groups(IReadOnlyCollection<string> groups)
    {
        var members = userGroups.Members(name, groups);
        return clients.Values.Where(client => groups.Any(client.IsIn) || (client.User is { } user && members.Contains(user)));
    }

    /// <summary>Queues a message to each of the chosen connections, in the order of the calls. A connection that does not keep up is closed.</summary>
    public static void Send(IEnumerable<Client> to, string method, IReadOnlyList<JsonElement> arguments)
    {
        var message = new SerializedHubMessage(new InvocationMessage(method, [.. arguments.Select(argument => (object)argument)]));
        foreach (var client in to)
            client.Post(message);
    }
}
