using System.Net;

namespace Trading.Embedded.Tables.Rest;

/// <summary>
/// Where an account, or one of its tables, is. In Azure the host begins with the account's name; an emulator, reached by an IP address or as
/// localhost, has it as the first segment of the path.
/// </summary>
/// <param name="Endpoint">The account, without a slash at its end.</param>
/// <param name="TableName">The table, when the address names one.</param>
/// <param name="Signature">The query of the address, without its question mark: a shared access signature. Empty when there is none.</param>
internal sealed record TableAddress(string Endpoint, string? TableName, string Signature)
{
    public static TableAddress Of(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            throw new ArgumentException("Expected an absolute http or https address of a table account.", nameof(address));
        // The Table API of Cosmos DB speaks a dialect: other verbs, another scope of tokens.
        if (address.Host.Contains(".table.cosmos", StringComparison.OrdinalIgnoreCase))
            throw new NotSupportedException($"'{address.Host}' is an account of Cosmos DB; the embedded Azure.Data.Tables speaks to storage accounts and Azurite. Build with AzurePackages=nuget to reach it.");
        var segments = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isInPath = address.IsLoopback || IPAddress.TryParse(address.Host, out _);
        var account = isInPath ? segments.FirstOrDefault() : address.Host.Split('.')[0];
        if (string.IsNullOrEmpty(account) || segments.Length > (isInPath ? 2 : 1))
            throw new ArgumentException(
                $"The address '{address.GetLeftPart(UriPartial.Path)}' names no table account; expected https://ACCOUNT.table.core.windows.net or http://127.0.0.1:PORT/ACCOUNT.", nameof(address));
        var authority = address.GetLeftPart(UriPartial.Authority);
        return new TableAddress(
            isInPath ? $"{authority}/{account}" : authority,
            segments.ElementAtOrDefault(isInPath ? 1 : 0), address.Query.TrimStart('?'));
    }

    /// <summary>This address with a secret that must not travel in the clear.</summary>
    /// <exception cref="ArgumentException">It is neither https nor on this machine.</exception>
    public TableAddress OnlyProtected(string secret)
    {
        var uri = new Uri(Endpoint);
        return uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback
            ? this
            : throw new ArgumentException($"{secret} must not be sent to '{Endpoint}' in the clear: expected https.");
    }
}
