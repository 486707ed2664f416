using System.Diagnostics.Tracing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Diagnostics;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Hosting;

namespace Trading.Embedded.Tests.Tables;

/// <summary>The table clients over HTTP, where the network or the service misbehaves. What the service's own answers mean is tried on Azurite, in Azure.Contracts.Tests.</summary>
public sealed class HttpTests
{
    private const string Key = "c2VjcmV0IGtleQ==";
    private const string Entity = """{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"1","A":1}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_signed_over_its_date_and_its_path_as_encoded()
    {
        await using var service = await ScriptedService.StartAsync(ScriptedService.Answer(200, Entity));

        await Table(service).GetEntityAsync<TableEntity>("it's a/b".Replace('/', 'ß'), "1", null, Token);

        var (method, target, _, headers) = Assert.Single(service.Requests);
        Assert.Equal(("GET", "/account/orders(PartitionKey='it%27%27s%20a%C3%9Fb',RowKey='1')"), (method, target));
        var expected = HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes($"{headers["x-ms-date"]}\n/account{target}"));
        Assert.Equal($"SharedKeyLite account:{Convert.ToBase64String(expected)}", headers["Authorization"]);
        Assert.Equal(("2020-12-06", "application/json;odata=minimalmetadata"), (headers["x-ms-version"], headers["Accept"]));
    }

    [Fact]
    public async Task A_token_travels_over_https_only()
    {
        using var certificate = Certificate();
        await using var service = await ScriptedService.StartAsync(listen => listen.UseHttps(certificate), ScriptedService.Answer(200, Entity));
        var scopes = new List<string>();
        var credential = DelegatedTokenCredential.Create((request, _) =>
        {
            scopes.AddRange(request.Scopes);
            return new AccessToken("the-token", DateTimeOffset.MaxValue);
        });
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var transport = new HttpClientTransport(handler);
        var options = new TableClientOptions { Transport = transport };

        await new TableClient(new Uri(service.Address, "account"), "orders", credential, options).GetEntityAsync<TableEntity>("p", "1", null, Token);

        Assert.Equal("Bearer the-token", Assert.Single(service.Requests).Headers["Authorization"]);
        Assert.Equal(["https://storage.azure.com/.default"], scopes);
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("http://account.table.core.windows.net"), credential));
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_and_a_dropped_connection_too()
    {
        await using var service = await ScriptedService.StartAsync(ScriptedService.Answer(503), ScriptedService.HangUp, ScriptedService.Answer(200, Entity));

        var entity = (await Table(service).GetEntityAsync<TableEntity>("p", "1", null, Token)).Value;

        Assert.Equal(1, entity.GetInt32("A"));
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task Asking_again_has_an_end()
    {
        await using var service = await ScriptedService.StartAsync(ScriptedService.Answer(503, """{"odata.error":{"code":"ServerBusy","message":{"value":"Later."}}}"""));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Table(service).GetEntityAsync<TableEntity>("p", "1", null, Token));

        Assert.Equal((503, "ServerBusy"), (error.Status, error.ErrorCode));
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task An_insert_whose_answer_was_lost_is_sent_again_and_meets_itself()
    {
        await using var service = await ScriptedService.StartAsync(
            ScriptedService.HangUp, ScriptedService.Answer(409, """{"odata.error":{"code":"EntityAlreadyExists","message":{"value":"The specified entity already exists."}}}"""));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Table(service).AddEntityAsync(new TableEntity("p", "1"), Token));

        Assert.Equal((409, "EntityAlreadyExists"), (error.Status, error.ErrorCode));
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up_and_a_caller_can_give_up_sooner()
    {
        await using var service = await ScriptedService.StartAsync(ScriptedService.Silence);
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAsync<TaskCanceledException>(() => Table(service, options =>
        {
            options.Retry.MaxRetries = 0;
            options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(100);
        }).GetEntityAsync<TableEntity>("p", "1", null, Token));
        var waiting = Table(service).GetEntityAsync<TableEntity>("p", "2", null, impatience.Token);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData("<html>proxy</html>")]
    [InlineData("""{"odata.etag":"W/\"1\"","PartitionKey":"p""")]
    [InlineData("""{"PartitionKey":"p","RowKey":"1"}""")]
    [InlineData("""{"odata.etag":"W/\"1\"","At":"yesterday","At@odata.type":"Edm.DateTime"}""")]
    [InlineData("""{"odata.etag":"W/\"1\"","A":"9223372036854775808","A@odata.type":"Edm.Int64"}""")]
    [InlineData("""{"odata.etag":"W/\"1\"","A":2147483648,"A@odata.type":"Edm.Int32"}""")]
    [InlineData("""{"odata.etag":"W/\"1\"","A":{"B":1}}""")]
    [InlineData("""{"odata.etag":"W/\"1\"","A":"AA","A@odata.type":"Edm.Unheard"}""")]
    [InlineData("[]")]
    public async Task An_entity_that_cannot_be_read_is_an_error_that_says_so(string answer)
    {
        await using var service = await ScriptedService.StartAsync(ScriptedService.Answer(200, answer));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Table(service).GetEntityAsync<TableEntity>("p", "1", null, Token));

        Assert.Contains("can't be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_or_a_transaction_that_cannot_be_read_is_an_error_too()
    {
        await using var service = await ScriptedService.StartAsync(ScriptedService.Answer(200, """{"values":[]}"""), ScriptedService.Answer(202, "--b\r\nnothing\r\n--b--"));
        var table = Table(service);

        var page = await Assert.ThrowsAsync<RequestFailedException>(async () => await table.QueryAsync<TableEntity>("", null, null, Token).ToListAsync(Token));
        var transaction = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", "1"))], Token));

        Assert.Contains("can't be read", page.Message, StringComparison.Ordinal);
        Assert.Contains("0 answers to 1 actions", transaction.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_without_the_services_json_keeps_its_status()
    {
        await using var service = await ScriptedService.StartAsync(ScriptedService.Answer(403, "<html>firewall</html>", "text/html"));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Table(service).AddEntityAsync(new TableEntity("p", "1"), Token));

        Assert.Equal((403, null), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task Pages_carry_the_continuation_of_the_service_back_to_it()
    {
        await using var service = await ScriptedService.StartAsync(
            context =>
            {
                context.Response.Headers["x-ms-continuation-NextPartitionKey"] = "1!4!cA--";
                context.Response.Headers["x-ms-continuation-NextRowKey"] = "1!4!MQ--";
                return ScriptedService.Answer(200, """{"value":[]}""")(context);
            },
            ScriptedService.Answer(200, $$"""{"value":[{{Entity}}]}"""));

        var found = await Table(service).QueryAsync<TableEntity>("A eq 1", 10, ["A"], Token).ToListAsync(Token);

        Assert.Equal(1, Assert.Single(found).GetInt32("A"));
        Assert.Equal(
            ["/account/orders()?$filter=A%20eq%201&$select=A&$top=10", "/account/orders()?$filter=A%20eq%201&$select=A&$top=10&NextPartitionKey=1%214%21cA--&NextRowKey=1%214%21MQ--"],
            service.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_log_of_all_requests_holds_no_secret()
    {
        await using var service = await ScriptedService.StartAsync(ScriptedService.Answer(503), ScriptedService.Answer(200, Entity));
        var log = new StringBuilder();
        using var listener = new AzureEventSourceListener(
            (_, text) =>
            {
                lock (log)
                    log.AppendLine(text);
            },
            EventLevel.LogAlways);
        var signed = new TableClient(new Uri(service.Address, "account/orders"), new AzureSasCredential("sv=2019-02-02&sig=the-signature"), new TableClientOptions());

        await signed.GetEntityAsync<TableEntity>("p", "1", null, Token);
        await Table(service).GetEntityAsync<TableEntity>("p", "1", null, Token);

        Assert.EndsWith("?sv=2019-02-02&sig=the-signature", service.Requests.First().Target, StringComparison.Ordinal);
        Assert.Equal(service.Requests.First().Target, service.Requests.ElementAt(1).Target);
        lock (log)
        {
            Assert.Contains("orders(PartitionKey", log.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("the-signature", log.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("SharedKeyLite", log.ToString(), StringComparison.Ordinal);
        }
    }

    private static TableClient Table(ScriptedService service, Action<TableClientOptions>? configure = null)
    {
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } };
        configure?.Invoke(options);
        return new TableClient(new Uri(service.Address, "account"), "orders", new TableSharedKeyCredential("account", Key), options);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
