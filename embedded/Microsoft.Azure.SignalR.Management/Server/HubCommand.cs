using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Embedded.SignalR;

/// <summary>What a management client asks of a hub's open connections. Plain data, so that it can come from another process.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Send), "send")]
[JsonDerivedType(typeof(Close), "close")]
internal abstract record HubCommand
{
    /// <summary>Sends a message.</summary>
    public sealed record Send(Audience To, string Method, IReadOnlyList<JsonElement> Arguments) : HubCommand;

    /// <summary>Closes a connection, which is told why and not to come back by itself.</summary>
    public sealed record Close(string Connection, string? Reason) : HubCommand;
}

/// <summary>Whom a message is for. Who that is, is decided when it is delivered.</summary>
/// <param name="Kind">What <paramref name="Id"/> names.</param>
/// <param name="Id">The connection, user or group; empty for all.</param>
/// <param name="Excluded">Connections that don't get it.</param>
internal sealed record Audience(AudienceKind Kind, string Id, IReadOnlyList<string> Excluded);

/// <summary>What a message's recipients have in common.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AudienceKind>))]
internal enum AudienceKind
{
    All,
    Connection,
    User,
    Group,
}
