using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Azure.Contracts.Tests.Functions;

/// <summary>What the SignalR bindings of functions say to whoever reads them.</summary>
public sealed class SignalRBindingContract
{
    [Fact]
    public void A_negotiation_names_hub_user_and_claims()
    {
        var input = ((Delegate)Negotiate).Method.GetParameters()[0].GetCustomAttribute<InputBindingAttribute>() as SignalRConnectionInfoInputAttribute;

        Assert.NotNull(input);
        Assert.Equal(("trading", "{headers.x-user}", "SignalR"), (input.HubName, input.UserId, input.ConnectionStringSetting));
        Assert.Equal("{headers.x-id-token}", input.IdToken);
        Assert.Equal(["role"], input.ClaimTypeList!);

        static SignalRConnectionInfo Negotiate(
            [SignalRConnectionInfoInput(
                HubName = "trading", UserId = "{headers.x-user}", ConnectionStringSetting = "SignalR", IdToken = "{headers.x-id-token}", ClaimTypeList = ["role"])]
            SignalRConnectionInfo info) => info;
    }

    [Fact]
    public void What_a_client_connects_with_can_be_set()
    {
        var info = new SignalRConnectionInfo { Url = "http://127.0.0.1/client/?hub=trading", AccessToken = "token" };

        Assert.Equal(("http://127.0.0.1/client/?hub=trading", "token"), (info.Url, info.AccessToken));
    }

    [Fact]
    public void An_output_names_hub_and_connection()
    {
        OutputBindingAttribute output = new SignalROutputAttribute { HubName = "trading", ConnectionStringSetting = "SignalR" };

        var signalR = Assert.IsType<SignalROutputAttribute>(output);
        Assert.Equal(("trading", "SignalR"), (signalR.HubName, signalR.ConnectionStringSetting));
    }

    [Fact]
    public void A_message_has_a_name_perhaps_arguments_and_whom_it_is_for()
    {
        var bare = new SignalRMessageAction("news") { UserId = "ann", GroupName = "US", ConnectionId = "c" };
        var full = new SignalRMessageAction("news", ["a", 1]);
        full.Arguments = ["b"];

        Assert.Equal(("news", "ann", "US", "c"), (bare.Target, bare.UserId, bare.GroupName, bare.ConnectionId));
        Assert.Null(bare.Arguments);
        Assert.Equal(["b"], full.Arguments);
        Assert.Throws<ArgumentNullException>(() => new SignalRMessageAction(null!));
    }

    [Theory]
    [InlineData(SignalRGroupActionType.Add)]
    [InlineData(SignalRGroupActionType.Remove)]
    [InlineData(SignalRGroupActionType.RemoveAll)]
    public void A_group_action_says_what_to_do_with_whom(SignalRGroupActionType type)
    {
        var action = new SignalRGroupAction(type) { GroupName = "US", UserId = "ann", ConnectionId = "c" };

        Assert.Equal((type, "US", "ann", "c"), (action.Action, action.GroupName, action.UserId, action.ConnectionId));
        action.Action = SignalRGroupActionType.Remove;
        Assert.Equal(SignalRGroupActionType.Remove, action.Action);
    }
}
