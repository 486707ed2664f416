using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace Trading.Embedded.Tests.Tables;

public sealed class ConnectionTests
{
    private static readonly Uri Endpoint = new("https://account.table.core.windows.net");

    public static TheoryData<string> Connections =>
    [
        "UseDevelopmentStorage=true",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5",
    ];

    [Theory]
    [MemberData(nameof(Connections))]
    public void A_connection_to_another_service_is_refused_and_says_what_to_do(string connection)
    {
        Assert.Contains("AzurePackages=nuget", Assert.Throws<NotSupportedException>(() => new TableServiceClient(connection)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => new TableServiceClient(connection, new TableClientOptions()));
        Assert.Throws<NotSupportedException>(() => new TableClient(connection, "orders"));
        Assert.Throws<NotSupportedException>(() => new TableClient(connection, "orders", new TableClientOptions()));
    }

    [Fact]
    public void An_endpoint_of_azure_is_refused_whatever_the_credential()
    {
        TokenCredential token = DelegatedTokenCredential.Create((_, _) => default);
        var signature = new AzureSasCredential("sig");

        Assert.Contains("account.table.core.windows.net", Assert.Throws<NotSupportedException>(() => new TableServiceClient(Endpoint, token)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => new TableServiceClient(Endpoint, signature));
        Assert.Throws<NotSupportedException>(() => new TableServiceClient(Endpoint, signature, new TableClientOptions()));
        Assert.Throws<NotSupportedException>(() => new TableServiceClient(Endpoint, new TableClientOptions()));
        Assert.Throws<NotSupportedException>(() => new TableClient(Endpoint, "orders", token));
        Assert.Throws<NotSupportedException>(() => new TableClient(Endpoint, signature));
        Assert.Throws<NotSupportedException>(() => new TableClient(Endpoint));
    }
}
