using Trading.Embedded.Tables.Sqlite;

namespace Trading.Embedded.Tables;

/// <summary>Finds the back end that a client's constructor names.</summary>
internal static class BackendOf
{
    public static ITableBackend Connection(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        if (!connectionString.StartsWith("Embedded=", StringComparison.OrdinalIgnoreCase))
            throw Refusal("this connection string");
        return EmbeddedPlatform.For(connectionString).Feature(SqliteTables.Of);
    }

    public static ITableBackend Endpoint(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        throw Refusal($"'{endpoint.Host}'");
    }

    private static NotSupportedException Refusal(string what) => new(
        $"This is the embedded Azure.Data.Tables, which serves only the embedded platform (connection string 'Embedded=FOLDER'), not {what}. "
        + "Build with AzurePackages=nuget to reach Azure.");
}
