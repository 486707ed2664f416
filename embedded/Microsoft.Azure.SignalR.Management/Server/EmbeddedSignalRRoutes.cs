using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.SignalR;

/// <summary>Serves the hubs of an embedded platform from a web application, at <c>/client/?hub=NAME</c>.</summary>
public static class EmbeddedSignalRRoutes
{
    internal const string ClientPath = "/client";

    /// <summary>Registers the hub server.</summary>
    public static IServiceCollection AddEmbeddedSignalR(this IServiceCollection services, EmbeddedPlatform platform)
    {
        var service = EmbeddedSignalR.Of(platform);
        services.AddSingleton(service);
        services.AddSingleton<HubLifetimeManager<ClientHub>, ClientHubLifetime>();
        services.AddSignalR();
        return services;
    }

    /// <summary>
    /// Maps the hubs. Both the negotiation and the connection need an access token that the management client handed out for the
    /// hub (header <c>Authorization: Bearer</c> or query value <c>access_token</c>); anything else is answered 401.
    /// </summary>
    /// <exception cref="EmbeddedStoreException">Another process serves the hubs of the data folder.</exception>
    public static IEndpointConventionBuilder MapEmbeddedSignalR(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var service = endpoints.ServiceProvider.GetRequiredService<EmbeddedSignalR>();
        var server = endpoints.ServiceProvider.GetRequiredService<IServer>();
        service.Serve(() => AddressOf(server), endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger<EmbeddedSignalR>());
        var hub = endpoints.MapHub<ClientHub>(ClientPath);
        hub.Finally(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => Admit(service, context) ? next(context) : Task.CompletedTask;
        });
        return hub;
    }

    private static bool Admit(EmbeddedSignalR service, HttpContext context)
    {
        var hub = context.Request.Query["hub"].ToString();
        if (hub.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return false;
        }

        if (service.Tokens.Verify(TokenOf(context.Request), hub) is not { } claims)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return false;
        }

        context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer"));
        return true;
    }

    private static string TokenOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..] : request.Query["access_token"].ToString();
    }

    private static Uri AddressOf(IServer server)
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ??
            throw new InvalidOperationException("The web server does not listen yet.");
        // A wildcard is no address to connect to.
        return new Uri(listening.Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//*", "//127.0.0.1", StringComparison.Ordinal));
    }
}
