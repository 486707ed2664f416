using Microsoft.Extensions.Options;

namespace Trading.Integrations.Secrets;

/// <summary>Where users' secrets are kept. Section <c>Secrets</c>.</summary>
public sealed class SecretsOptions
{
    /// <summary>The key vault, reached with the app's managed identity: <c>https://NAME.vault.azure.net</c>.</summary>
    public Uri? VaultUri { get; set; }
}

internal sealed class SecretsOptionsValidator : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options) =>
        options.VaultUri is { IsAbsoluteUri: true } uri && uri.Scheme == Uri.UriSchemeHttps
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"The setting 'Secrets:VaultUri' is '{options.VaultUri}'; expected https://NAME.vault.azure.net.");
}
