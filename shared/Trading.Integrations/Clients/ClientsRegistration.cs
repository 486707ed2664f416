using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trading.Integrations.Clients;

/// <summary>Registers the clients of the services that several capabilities share.</summary>
public static class ClientsRegistration
{
    /// <summary>Adds <see cref="TableServiceClient"/>, one for the process.</summary>
    /// <remarks>The app doesn't start when its settings are missing or contradict each other.</remarks>
    public static IServiceCollection AddAzureClients(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<TablesOptions>, TablesOptionsValidator>();
        services.AddOptions<TablesOptions>().BindConfiguration("Tables").ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<TablesOptions>>().Value;
            return options.ServiceUri is { } uri
                ? new TableServiceClient(uri, new DefaultAzureCredential())
                : new TableServiceClient(options.ConnectionString);
        });
        return services;
    }
}
