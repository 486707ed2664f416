using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.AspNetCore.SignalR;

namespace Trading.Embedded.SignalR;

/// <summary>The choices of clients that a message can go to. Who is meant is decided when the message is sent.</summary>
internal sealed class EmbeddedHubClients(ServerHub hub, ObjectSerializer serializer) : IHubClients
{
    public IClientProxy All => To(hub.All);

    public IClientProxy AllExcept(IReadOnlyList<string> excludedConnectionIds) =>
        To(() => hub.All().Where(client => !excludedConnectionIds.Contains(client.Id)));

    public ISingleClientProxy Client(string connectionId) => To(() => hub.Connections([connectionId]));

    IClientProxy IHubClients<IClientProxy>.Client(string connectionId) => Client(connectionId);

    public IClientProxy Clients(IReadOnlyList<string> connectionIds) => To(() => hub.Connections(connectionIds));

    public IClientProxy Group(string groupName) => Groups([groupName]);

    public IClientProxy Groups(IReadOnlyList<string> groupNames) => To(() => hub.Groups(groupNames));

    public IClientProxy GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) =>
        To(() => hub.Groups([groupName]).Where(client => !excludedConnectionIds.Contains(client.Id)));

    public IClientProxy User(string userId) => Users([userId]);

    public IClientProxy Users(IReadOnlyList<string> userIds) => To(() => hub.Users(userIds));

    private Proxy To(Func<IEnumerable<Client>> choose) => new(choose, serializer);

    private sealed class Proxy(Func<IEnumerable<Client>> choose, ObjectSerializer serializer) : ISingleClientProxy
    {
        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
        {
            ArgumentException.ThrowIfNullOrEmpty(method);
            cancellationToken.ThrowIfCancellationRequested();
            var arguments = new List<JsonElement>(args.Length);
            foreach (var argument in args)
            {
                using var json = JsonDocument.Parse(serializer.Serialize(argument, argument?.GetType() ?? typeof(object), cancellationToken));
                arguments.Add(json.RootElement.Clone());
            }

            ServerHub.Send(choose(), method, arguments);
            return Task.CompletedTask;
        }

        public Task<T> InvokeCoreAsync<T>(string method, object?[] args, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A management client sends to clients and awaits no result from them.");
    }
}
