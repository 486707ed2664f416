#nullable disable // As in the package, where these signatures carry no annotations.
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.SignalR.Management;

/// <summary>What an access token for a client says and how long it is good for.</summary>
public class NegotiationOptions
{
    /// <summary>The request that the client negotiates with, when there is one.</summary>
    public HttpContext HttpContext { get; set; }

    /// <summary>The user that the client's connections belong to; null for an anonymous client.</summary>
    public string UserId { get; set; }

    /// <summary>Further claims of the token; null for none.</summary>
#pragma warning disable CA2227 // The package's shape.
    public IList<Claim> Claims { get; set; }
#pragma warning restore CA2227

    /// <summary>How long the token opens connections; an open connection outlives it. One hour unless set.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);
}
