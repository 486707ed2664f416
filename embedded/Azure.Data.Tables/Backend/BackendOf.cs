using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Trading.Embedded.Tables.Rest;
using Trading.Embedded.Tables.Sqlite;

namespace Trading.Embedded.Tables;

/// <summary>Finds the back end that a client's constructor names: the embedded platform's SQLite file, or an account over HTTP.</summary>
internal static class BackendOf
{
    private const string TokenScope = "https://storage.azure.com/.default";

    /// <summary>The back end of a connection string: <c>Embedded=FOLDER</c>, or a storage account's.</summary>
    public static ITableBackend Connection(string connectionString, TableClientOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        if (connectionString.StartsWith("Embedded=", StringComparison.OrdinalIgnoreCase))
            return EmbeddedPlatform.For(connectionString).Feature(SqliteTables.Of);
        var settings = ConnectionSettings.Parse(connectionString);
        return new RestTables(settings.Address.Endpoint, settings.Authentication, options);
    }

    public static ITableBackend Key(TableAddress address, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new RestTables(address.Endpoint, new SharedKeyPolicy(credential), options);
    }

    /// <param name="address">The account; its query is the signature when no credential is given.</param>
    /// <param name="credential">The signature; null for that of the address.</param>
    /// <param name="options">Options of the client.</param>
    public static ITableBackend Signature(TableAddress address, AzureSasCredential? credential, TableClientOptions? options)
    {
        credential ??= address.Signature.Length > 0
            ? new AzureSasCredential(address.Signature)
            : throw new ArgumentException($"The address '{address.Endpoint}' carries no shared access signature.");
        return new RestTables(address.OnlyProtected("A shared access signature").Endpoint, new SignaturePolicy(credential), options);
    }

    public static ITableBackend Token(TableAddress address, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new RestTables(address.OnlyProtected("A token").Endpoint, new BearerTokenAuthenticationPolicy(credential, TokenScope), options);
    }
}
