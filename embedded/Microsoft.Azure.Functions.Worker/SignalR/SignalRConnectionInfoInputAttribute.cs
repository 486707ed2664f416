using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Negotiates for a SignalR client. The parameter is a <see cref="SignalRConnectionInfo"/>, a class like it, or a string, which gets
/// it as JSON.
/// </summary>
public sealed class SignalRConnectionInfoInputAttribute : InputBindingAttribute
{
    /// <summary>Name of the setting with the service's connection string; <c>AzureSignalRConnectionString</c> unless set.</summary>
    public string? ConnectionStringSetting { get; set; }

    /// <summary>The hub, by name or as <c>%setting%</c>.</summary>
    public string? HubName { get; set; }

    /// <summary>The user that the client's connections belong to, such as <c>{headers.x-ms-client-principal-id}</c>; nobody unless set.</summary>
    public string? UserId { get; set; }

    /// <summary>A JSON web token, such as <c>{headers.x-ms-token-aad-id-token}</c>, whose claims of <see cref="ClaimTypeList"/> go into the access token.</summary>
    public string? IdToken { get; set; }

    /// <summary>Types of the claims to take over.</summary>
#pragma warning disable CA1819 // The package's shape.
    public string[]? ClaimTypeList { get; set; }
#pragma warning restore CA1819
}
