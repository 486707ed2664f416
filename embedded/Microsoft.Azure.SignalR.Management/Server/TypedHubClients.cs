using System.Reflection;
using Microsoft.AspNetCore.SignalR;

namespace Trading.Embedded.SignalR;

/// <summary>Clients whose methods are those of an interface: a call becomes a message of the method's name.</summary>
internal sealed class TypedHubClients<T>(IHubClients inner) : IHubClients<T>
    where T : class
{
    public T All => Typed(inner.All);

    public T AllExcept(IReadOnlyList<string> excludedConnectionIds) => Typed(inner.AllExcept(excludedConnectionIds));

    public T Client(string connectionId) => Typed(inner.Client(connectionId));

    public T Clients(IReadOnlyList<string> connectionIds) => Typed(inner.Clients(connectionIds));

    public T Group(string groupName) => Typed(inner.Group(groupName));

    public T GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => Typed(inner.GroupExcept(groupName, excludedConnectionIds));

    public T Groups(IReadOnlyList<string> groupNames) => Typed(inner.Groups(groupNames));

    public T User(string userId) => Typed(inner.User(userId));

    public T Users(IReadOnlyList<string> userIds) => Typed(inner.Users(userIds));

    private static T Typed(IClientProxy proxy)
    {
        if (!typeof(T).IsInterface || typeof(T).GetMethods().Any(method => method.ReturnType != typeof(Task)))
            throw new InvalidOperationException($"The client type '{typeof(T)}' must be an interface whose methods all return Task.");
        var typed = DispatchProxy.Create<T, CallsBecomeMessages>();
        ((CallsBecomeMessages)(object)typed).Proxy = proxy;
        return typed;
    }
}
