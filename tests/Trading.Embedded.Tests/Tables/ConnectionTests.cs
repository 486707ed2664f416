using Azure.Data.Tables;

namespace Trading.Embedded.Tests.Tables;

public sealed class ConnectionTests
{
    private const string Secret = "c2VjcmV0IGtleQ==";

    public static TheoryData<string, string> Malformed => new()
    {
        { "AccountName=a", "AccountKey" },
        { $"AccountKey={Secret}", "AccountName" },
        { $"AccountName=a;AccountName=b;AccountKey={Secret}", "AccountName" },
        { $"AccountName=a;{Secret.TrimEnd('=')}", "NAME=VALUE" },
        { "UseDevelopmentStorage=no", "UseDevelopmentStorage" },
        { $"TableEndpoint=here;AccountName=a;AccountKey={Secret}", "TableEndpoint" },
        { "AccountName=a;AccountKey=not base 64", "not Base64" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_connection_string_is_refused_by_the_name_of_what_is_wrong_without_its_secrets(string connection, string named)
    {
        var error = Assert.Throws<FormatException>(() => new TableServiceClient(connection));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret.TrimEnd('='), error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not base 64", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://emulator")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={Secret};EndpointSuffix=core.chinacloudapi.cn")]
    [InlineData($"accountname=a;accountkey={Secret}")]
    [InlineData("TableEndpoint=https://a.table.core.windows.net/;SharedAccessSignature=sv=2019-02-02&sig=abc%3D")]
    public void The_notations_of_azure_are_understood(string connection) => Assert.NotNull(new TableServiceClient(connection));

    [Fact]
    public void An_address_that_names_no_account_or_one_of_cosmos_is_refused()
    {
        var key = new TableSharedKeyCredential("a", Secret);

        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("http://127.0.0.1:10002"), key));
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("https://a.table.core.windows.net/one/two"), key));
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("ftp://a.table.core.windows.net"), key));
        Assert.Contains("Cosmos", Assert.Throws<NotSupportedException>(() => new TableServiceClient(new Uri("https://a.table.cosmos.azure.com"), key)).Message, StringComparison.Ordinal);
    }
}
