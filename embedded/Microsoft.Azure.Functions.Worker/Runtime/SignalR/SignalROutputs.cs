using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.SignalR.Management;
using Trading.Embedded.Functions.Outputs;

namespace Trading.Embedded.Functions.SignalR;

/// <summary>Does in hubs what functions return. Between an isolated worker and its host that is JSON, whatever class it comes from.</summary>
internal sealed class SignalROutputs(SignalRHubs hubs, JsonSerializerOptions json) : IOutputKind
{
    private const string Expected = "expected a SignalRMessageAction, a SignalRGroupAction, an array of them, or their JSON";

    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public OutputBinding? Read(OutputBindingAttribute attribute, Type value)
    {
        if (attribute is not SignalROutputAttribute output)
            return null;
        if (value.IsPrimitive || value.IsEnum || value == typeof(byte[]) || value == typeof(BinaryData) ||
            typeof(IResult).IsAssignableFrom(value) || typeof(IActionResult).IsAssignableFrom(value))
            throw new FormatException($"it is a {value.Name}; {Expected}");
        var open = hubs.Find(output.HubName, output.ConnectionStringSetting);
        return new OutputBinding("signalR", (result, cancellationToken) => DoAllAsync(open, result, cancellationToken));
    }

    private async Task DoAllAsync(Func<CancellationToken, Task<ServiceHubContext>> open, object value, CancellationToken cancellationToken)
    {
        var hub = await open(cancellationToken);
        var element = value is string text ? JsonElement.Parse(text) : JsonSerializer.SerializeToElement(value, value.GetType(), json);
        foreach (var action in element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().ToArray() : [element])
            await DoAsync(hub, action.ValueKind == JsonValueKind.Object ? action.Deserialize<SentAction>(Lenient)! : new SentAction(), cancellationToken);
    }

    private static Task DoAsync(ServiceHubContext hub, SentAction action, CancellationToken cancellationToken) => action switch
    {
        { Target: { } target } => AudienceOf(hub.Clients, action).SendCoreAsync(target, [.. (action.Arguments ?? []).Select(argument => (object)argument)], cancellationToken),
        { Action: SignalRGroupActionType.Add, ConnectionId.Length: > 0 } => hub.Groups.AddToGroupAsync(action.ConnectionId, action.GroupName!, cancellationToken),
        { Action: SignalRGroupActionType.Remove, ConnectionId.Length: > 0 } => hub.Groups.RemoveFromGroupAsync(action.ConnectionId, action.GroupName!, cancellationToken),
        { Action: SignalRGroupActionType.RemoveAll, ConnectionId.Length: > 0 } =>
            throw new NotSupportedException("Azure ignores an action that removes a connection from all groups; use ServiceHubContext.Groups.RemoveFromAllGroupsAsync."),
        { Action: SignalRGroupActionType.Add, UserId.Length: > 0 } => hub.UserGroups.AddToGroupAsync(action.UserId, action.GroupName!, cancellationToken),
        { Action: SignalRGroupActionType.Remove, UserId.Length: > 0 } => hub.UserGroups.RemoveFromGroupAsync(action.UserId, action.GroupName!, cancellationToken),
        { Action: SignalRGroupActionType.RemoveAll, UserId.Length: > 0 } => hub.UserGroups.RemoveFromAllGroupsAsync(action.UserId, cancellationToken),
        { Action: not null } => throw new ArgumentException("A SignalR group action names neither a connection nor a user."),
        _ => throw new ArgumentException($"What was returned is no SignalR action; {Expected}."),
    };

    private static IClientProxy AudienceOf(IHubClients clients, SentAction action) =>
        !string.IsNullOrEmpty(action.ConnectionId) ? clients.Client(action.ConnectionId)
        : !string.IsNullOrEmpty(action.UserId) ? clients.User(action.UserId)
        : !string.IsNullOrEmpty(action.GroupName) ? clients.Group(action.GroupName)
        : clients.All;

    private sealed record SentAction(
        string? Target = null, JsonElement[]? Arguments = null, string? ConnectionId = null, string? UserId = null, string? GroupName = null, SignalRGroupActionType? Action = null);
}
