using System.Buffers.Text;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.SignalR.Management;
using Trading.Embedded.Functions.Binding;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.SignalR;

/// <summary>Negotiates for the parameters that ask for it.</summary>
internal sealed class SignalRInputs(SignalRHubs hubs, AppSettings settings, JsonSerializerOptions json)
{
    /// <returns>Null when the binding is wrong; <paramref name="fault"/> then says why.</returns>
    public ParameterBinder? For(Type type, SignalRConnectionInfoInputAttribute attribute, ref string fault)
    {
        if (type.IsPrimitive || type.IsInterface || type.IsAbstract)
        {
            fault = "[SignalRConnectionInfoInput] stands on a SignalRConnectionInfo, a class like it or a string";
            return null;
        }

        try
        {
            var open = hubs.Find(attribute.HubName, attribute.ConnectionStringSetting);
            var (user, idToken) = (TextOf(attribute.UserId), TextOf(attribute.IdToken));
            return async (invocation, context) =>
            {
                var hub = await open(context.CancellationToken);
                var answer = await hub.NegotiateAsync(
                    new NegotiationOptions
                    {
                        HttpContext = invocation.Http,
                        UserId = user?.Invoke(invocation),
                        Claims = ClaimsOf(idToken?.Invoke(invocation), attribute.ClaimTypeList ?? []),
                    },
                    context.CancellationToken);
                // As JSON, because that is how it comes to an isolated worker.
                var told = JsonSerializer.Serialize(new SignalRConnectionInfo { Url = answer.Url!, AccessToken = answer.AccessToken! }, JsonSerializerOptions.Web);
                return type == typeof(string) ? told : JsonSerializer.Deserialize(told, type, json);
            };
        }
        catch (FormatException error)
        {
            fault = error.Message;
            return null;
        }
    }

    private Func<Invocation, string>? TextOf(string? text) => text is null ? null : EventText.For(settings.Resolve(text));

    // The token is not verified: whoever put it into the event did that.
    private static List<Claim> ClaimsOf(string? token, string[] types)
    {
        if (string.IsNullOrEmpty(token) || types.Length == 0)
            return [];
        try
        {
            var payload = JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.') is [_, var middle, _] ? middle : throw new FormatException("It has not three parts.")));
            return [.. payload.EnumerateObject().Where(property => types.Contains(property.Name, StringComparer.Ordinal)).SelectMany(property =>
                (property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().ToArray() : [property.Value]).Select(value => new Claim(property.Name, value.ToString())))];
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new ArgumentException("The id token of the event is no JSON web token.", error);
        }
    }
}
