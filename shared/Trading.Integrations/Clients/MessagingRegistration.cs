using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trading.Integrations.Clients;

/// <summary>Registers the client of the service bus.</summary>
public static class MessagingRegistration
{
    /// <summary>
    /// Adds <see cref="ServiceBusClient"/>, one for the process, on the connection that the triggers use too: the setting <c>ServiceBus</c>
    /// is a connection string, or <c>ServiceBus:fullyQualifiedNamespace</c> names a namespace that is reached with the app's managed identity.
    /// </summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<QueueOptions>, QueueOptionsValidator>();
        services.AddOptions<QueueOptions>().BindConfiguration("").ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var configuration = provider.GetRequiredService<IConfiguration>();
            return configuration["ServiceBus:fullyQualifiedNamespace"] is { Length: > 0 } host
                ? new ServiceBusClient(host, new DefaultAzureCredential())
                : new ServiceBusClient(configuration["ServiceBus"] ?? throw new InvalidOperationException(
                    "The setting 'ServiceBus' (a connection string) or 'ServiceBus:fullyQualifiedNamespace' must be given."));
        });
        return services;
    }
}
