using Microsoft.Extensions.Options;

namespace Trading.Integrations.Clients;

/// <summary>Where the tables are. Section <c>Tables</c>; exactly one of the two settings.</summary>
public sealed class TablesOptions
{
    /// <summary>Connection string of the storage account, or of what stands in for it on one machine.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Table endpoint of the storage account, reached with the app's managed identity: <c>https://NAME.table.core.windows.net</c>.</summary>
    public Uri? ServiceUri { get; set; }
}

internal sealed class TablesOptionsValidator : IValidateOptions<TablesOptions>
{
    public ValidateOptionsResult Validate(string? name, TablesOptions options) =>
        string.IsNullOrWhiteSpace(options.ConnectionString) != (options.ServiceUri is null)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Exactly one of the settings 'Tables:ServiceUri' and 'Tables:ConnectionString' must be given.");
}
