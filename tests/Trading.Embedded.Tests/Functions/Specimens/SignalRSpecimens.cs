using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>Functions that let clients into a hub and send to them.</summary>
public static class SignalRSpecimens
{
    [Function("Negotiate")]
    public static SignalRConnectionInfo Negotiate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{user}/negotiate")] HttpRequest request,
        [SignalRConnectionInfoInput(HubName = "%Hub%", UserId = "{user}")] SignalRConnectionInfo info) => info;

    [Function("NegotiateAsText")]
    public static string NegotiateAsText(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "text/negotiate")] HttpRequest request,
        [SignalRConnectionInfoInput(
            HubName = "%Hub%", UserId = "{headers.x-user}-{query.desk}", IdToken = "{headers.x-id-token}", ClaimTypeList = ["role", "groups"])] string info) => info;

    [Function("Publish")]
    public static Published Publish([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "publish")] HttpRequest request) => new(
        "done",
        [
            new SignalRMessageAction("news", ["to ann"]) { UserId = "ann" },
            new SignalRMessageAction("news", ["to the group"]) { GroupName = "US" },
            new SignalRMessageAction("news", ["to all"]),
        ]);

    [Function("Join")]
    [SignalROutput(HubName = "%Hub%")]
    public static SignalRGroupAction Join([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "join/{user}")] HttpRequest request, string user) =>
        new(SignalRGroupActionType.Add) { UserId = user, GroupName = "US" };

    [Function("Leave")]
    [SignalROutput(HubName = "%Hub%")]
    public static string Leave([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "leave/{user}")] HttpRequest request, string user) =>
        $$"""{"action":"removeAll","userId":"{{user}}"}""";

    [Function("Act")]
    [SignalROutput(HubName = "%Hub%")]
    public static object Act([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "act/{kind}")] HttpRequest request, string kind) => kind switch
    {
        "nobody" => new SignalRGroupAction(SignalRGroupActionType.Add) { GroupName = "US" },
        "connection" => new SignalRGroupAction(SignalRGroupActionType.RemoveAll) { ConnectionId = "c" },
        _ => new { Something = "else" },
    };

    /// <summary>An answer and what is sent beside it.</summary>
    public sealed record Published([property: HttpResult] string Answer, [property: SignalROutput(HubName = "%Hub%")] SignalRMessageAction[] Messages);
}
