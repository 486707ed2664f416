using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Common;

namespace Trading.Embedded.SignalR;

/// <summary>
/// The choices of clients that a message can go to. As over REST, several users, groups or connections are several messages: who
/// is in two of the groups gets it twice.
/// </summary>
internal sealed class EmbeddedHubClients(EmbeddedSignalR service, string hub, ObjectSerializer serializer, int maxMessageBytes) : IHubClients
{
    public IClientProxy All => To(AudienceKind.All, [""], []);

    public IClientProxy AllExcept(IReadOnlyList<string> excludedConnectionIds) => To(AudienceKind.All, [""], excludedConnectionIds);

    public ISingleClientProxy Client(string connectionId) => To(AudienceKind.Connection, [connectionId], []);

    IClientProxy IHubClients<IClientProxy>.Client(string connectionId) => Client(connectionId);

    public IClientProxy Clients(IReadOnlyList<string> connectionIds) => To(AudienceKind.Connection, connectionIds, []);

    public IClientProxy Group(string groupName) => To(AudienceKind.Group, [groupName], []);

    public IClientProxy Groups(IReadOnlyList<string> groupNames) => To(AudienceKind.Group, groupNames, []);

    public IClientProxy GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => To(AudienceKind.Group, [groupName], excludedConnectionIds);

    public IClientProxy User(string userId) => To(AudienceKind.User, [userId], []);

    public IClientProxy Users(IReadOnlyList<string> userIds) => To(AudienceKind.User, userIds, []);

    private Proxy To(AudienceKind kind, IReadOnlyList<string> ids, IReadOnlyList<string> excluded) => new(this, kind, ids, excluded);

    private async Task SendAsync(AudienceKind kind, IReadOnlyList<string> ids, IReadOnlyList<string> excluded, string method, object?[] args, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var id in ids)
            Check(kind, id);
        var arguments = Serialize(method, args, cancellationToken);
        foreach (var id in ids)
            await service.DoAsync(hub, new HubCommand.Send(new Audience(kind, id, excluded), method, arguments));
    }

    private static void Check(AudienceKind kind, string id)
    {
        if (kind == AudienceKind.Group)
            Limits.CheckGroup(id);
        else if (kind != AudienceKind.All)
            ArgumentException.ThrowIfNullOrEmpty(id);
    }

    private JsonElement[] Serialize(string method, object?[] args, CancellationToken cancellationToken)
    {
        var arguments = new JsonElement[args.Length];
        var bytes = """{"target":"","arguments":[]}""".Length + method.Length;
        for (var i = 0; i < args.Length; i++)
        {
            var serialized = serializer.Serialize(args[i], args[i]?.GetType() ?? typeof(object), cancellationToken).ToMemory();
            bytes += serialized.Length + 1;
            using var json = JsonDocument.Parse(serialized);
            arguments[i] = json.RootElement.Clone();
        }

        return bytes <= maxMessageBytes
            ? arguments
            : throw new AzureSignalRRuntimeException($"The message '{method}' has {bytes} bytes; the service takes {maxMessageBytes} (413).");
    }

    private sealed class Proxy(EmbeddedHubClients clients, AudienceKind kind, IReadOnlyList<string> ids, IReadOnlyList<string> excluded) : ISingleClientProxy
    {
        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default) =>
            clients.SendAsync(kind, ids, excluded, method, args, cancellationToken);

        public Task<T> InvokeCoreAsync<T>(string method, object?[] args, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A management client sends to clients and awaits no result from them.");
    }
}
