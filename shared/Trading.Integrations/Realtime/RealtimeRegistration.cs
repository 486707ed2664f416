using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Trading.Application.Realtime;

namespace Trading.Integrations.Realtime;

/// <summary>Registers the adapters of this capability.</summary>
public static class RealtimeRegistration
{
    /// <summary>Adds <see cref="IPush"/> and <see cref="RealtimeAccess"/> on the SignalR service of the section <c>SignalR</c>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="payloadJson">How payloads become JSON: as the API's answers do.</param>
    public static IServiceCollection AddRealtime(this IServiceCollection services, JsonSerializerOptions payloadJson)
    {
        ArgumentNullException.ThrowIfNull(payloadJson);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<SignalROptions>, SignalROptionsValidator>();
        services.AddOptions<SignalROptions>().BindConfiguration("SignalR").ValidateOnStart();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SignalRHub>(provider, payloadJson));
        services.AddSingleton(provider => new RealtimeAccess(provider.GetRequiredService<SignalRHub>()));
        services.AddSingleton<IPush, SignalRPush>();
        return services;
    }
}
