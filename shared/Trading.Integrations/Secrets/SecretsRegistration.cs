using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trading.Application.Secrets;

namespace Trading.Integrations.Secrets;

/// <summary>Registers where secrets are kept.</summary>
public static class SecretsRegistration
{
    /// <summary>Adds <see cref="ISecrets"/> on the key vault of the section <c>Secrets</c>, unless the host has a store of its own.</summary>
    /// <remarks>The app doesn't start without either.</remarks>
    public static IServiceCollection AddSecretsAdapters(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(ISecrets)))
            return services;
        services.AddSingleton<IValidateOptions<SecretsOptions>, SecretsOptionsValidator>();
        services.AddOptions<SecretsOptions>().BindConfiguration("Secrets").ValidateOnStart();
        return services
            .AddSingleton(provider => CreateClient(
                provider.GetRequiredService<IOptions<SecretsOptions>>().Value.VaultUri!, new DefaultAzureCredential(), HttpClientTransport.Shared))
            .AddSingleton<ISecrets, KeyVaultSecrets>();
    }

    /// <summary>A client that gives each attempt ten seconds and makes at most five, with growing, jittered pauses or those that the vault asks for.</summary>
    public static SecretClient CreateClient(Uri vaultUri, TokenCredential credential, HttpPipelineTransport transport) =>
        new(vaultUri, credential, new SecretClientOptions
        {
            Transport = transport,
            Retry =
            {
                MaxRetries = 4,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(5),
                NetworkTimeout = TimeSpan.FromSeconds(10),
            },
        });
}
