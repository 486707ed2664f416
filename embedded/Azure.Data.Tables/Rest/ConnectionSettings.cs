using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Trading.Embedded.Tables.Rest;

/// <summary>What a storage connection string says: where the account is and how requests to it are signed.</summary>
internal sealed record ConnectionSettings(TableAddress Address, HttpPipelinePolicy Authentication)
{
    // The one account of every storage emulator, published as such.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Reads <c>Name=Value;…</c>; names ignore case.</summary>
    /// <exception cref="FormatException">Something is missing or malformed: says what, and never repeats a value.</exception>
    public static ConnectionSettings Parse(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw new FormatException("The connection string holds a part that isn't NAME=VALUE; expected NAME=VALUE;NAME=VALUE…");
            if (!settings.TryAdd(name, value))
                throw new FormatException($"The connection string holds {name} twice.");
        }

        if (settings.TryGetValue("UseDevelopmentStorage", out var isEmulator))
        {
            if (!bool.TryParse(isEmulator, out var yes) || !yes)
                throw new FormatException("UseDevelopmentStorage in the connection string must be true or absent.");
            var proxy = new UriBuilder(settings.TryGetValue("DevelopmentStorageProxyUri", out var given) ? Endpoint("DevelopmentStorageProxyUri", given) : new Uri("http://127.0.0.1"))
            {
                Port = 10002,
                Path = EmulatorAccount,
            };
            return new ConnectionSettings(TableAddress.Of(proxy.Uri), new SharedKeyPolicy(new TableSharedKeyCredential(EmulatorAccount, EmulatorKey)));
        }

        var address = TableAddress.Of(settings.TryGetValue("TableEndpoint", out var endpoint)
            ? Endpoint("TableEndpoint", endpoint)
            : Endpoint("AccountName", $"{settings.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{Required("AccountName")}.table.{settings.GetValueOrDefault("EndpointSuffix", "core.windows.net")}"));
        if (settings.TryGetValue("SharedAccessSignature", out var signature))
            return new ConnectionSettings(address.OnlyProtected("A shared access signature"), new SignaturePolicy(new AzureSasCredential(signature)));
        return new ConnectionSettings(address, new SharedKeyPolicy(new TableSharedKeyCredential(Required("AccountName"), Required("AccountKey"))));

        string Required(string name) => settings.GetValueOrDefault(name) is { Length: > 0 } value
            ? value
            : throw new FormatException($"The connection string lacks {name}; expected Embedded=FOLDER, UseDevelopmentStorage=true, AccountName=…;AccountKey=… or TableEndpoint=…;SharedAccessSignature=….");

        static Uri Endpoint(string name, string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? uri
            : throw new FormatException($"{name} in the connection string makes no address.");
    }
}
