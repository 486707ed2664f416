using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Logging;

namespace Trading.Embedded.Tests.Logging;

public sealed class JsonLogFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("logs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_entry_is_one_json_object_with_what_a_search_needs()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        var provider = new JsonLogFileProvider(new RotatingFile(folder, "functions"), new ManualClock(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero)), "run-1");
        using (var loggers = Factory(provider))
        {
            var logger = Logger(loggers, "Trading.Orders");
            using (logger.BeginScope(new Dictionary<string, object> { ["CorrelationId"] = "abc-1", ["Function"] = "ExecuteSignal" }))
                logger.LogWarning(new EventId(2101, "OrderFilled"), new InvalidOperationException("boom"), "Order {OrderId} filled {Quantity}\nat once", "o-1", 2.5m);
        }

        var line = Assert.Single(Lines("functions.jsonl"));

        Assert.Equal("2026-03-04T05:06:07.089Z", line.GetProperty("time").GetString());
        Assert.Equal("Warning", line.GetProperty("level").GetString());
        Assert.Equal("Trading.Orders", line.GetProperty("category").GetString());
        Assert.Equal(2101, line.GetProperty("eventId").GetInt32());
        Assert.Equal("Order o-1 filled 2.5\nat once", line.GetProperty("message").GetString());
        Assert.Equal("o-1", line.GetProperty("properties").GetProperty("OrderId").GetString());
        Assert.Equal("2.5", line.GetProperty("properties").GetProperty("Quantity").GetString());
        Assert.Equal("ExecuteSignal", line.GetProperty("properties").GetProperty("Function").GetString());
        Assert.Contains("boom", line.GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.Equal(activity.TraceId.ToHexString(), line.GetProperty("traceId").GetString());
        Assert.Equal(activity.SpanId.ToHexString(), line.GetProperty("spanId").GetString());
        Assert.Equal("abc-1", line.GetProperty("correlationId").GetString());
    }

    [Fact]
    public void Without_a_correlation_id_of_its_own_an_entry_has_the_trace_id()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        using (var loggers = Factory(new JsonLogFileProvider(new RotatingFile(folder, "functions"), TimeProvider.System, "run-1")))
            Logger(loggers, "a").LogInformation("hello");

        Assert.Equal(activity.TraceId.ToHexString(), Assert.Single(Lines("functions.jsonl")).GetProperty("correlationId").GetString());
    }

    [Fact]
    public void What_belongs_to_no_request_has_the_id_of_the_run()
    {
        Assert.Null(Activity.Current);
        using (var loggers = Factory(new JsonLogFileProvider(new RotatingFile(folder, "functions"), TimeProvider.System, "run-1")))
            Logger(loggers, "a").LogInformation("started");

        Assert.Equal("run-1", Assert.Single(Lines("functions.jsonl")).GetProperty("correlationId").GetString());
    }

    [Theory]
    [InlineData("GET /client/?hub=trading&access_token=eyJ.abc.def&id=1", "eyJ.abc.def")]
    [InlineData("GET /admin/host/status?code=TopSecretKey==", "TopSecretKey")]
    [InlineData("Endpoint=https://x;AccessKey=TopSecretKey;Version=1.0;", "TopSecretKey")]
    [InlineData("AccountName=a;AccountKey=TopSecretKey==;EndpointSuffix=b", "TopSecretKey")]
    [InlineData("Authorization: Bearer TopSecretKey", "TopSecretKey")]
    public void A_secret_is_in_no_part_of_an_entry(string text, string secret)
    {
        using (var loggers = Factory(new JsonLogFileProvider(new RotatingFile(folder, "functions"), TimeProvider.System, "run-1")))
            Logger(loggers, "a").LogError(new InvalidOperationException(text), "Failed: {Request}", text);

        var line = Assert.Single(File.ReadAllLines(Path.Combine(folder, "functions.jsonl")));

        Assert.DoesNotContain(secret, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_rotate_at_their_size_and_the_oldest_goes()
    {
        using (var file = new RotatingFile(folder, "functions", maxBytes: 100, files: 3))
        {
            for (var i = 0; i < 10; i++)
                file.Write(System.Text.Encoding.ASCII.GetBytes($"{{\"n\":{i},\"filler\":\"{new string('x', 30)}\"}}"));
        }

        // A line has 48 bytes with its end, so two fit a file of 100.
        Assert.Equal([8, 9], Numbers("functions.jsonl"));
        Assert.Equal([6, 7], Numbers("functions.1.jsonl"));
        Assert.Equal([4, 5], Numbers("functions.2.jsonl"));
        Assert.Equal(3, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void Entries_of_many_threads_are_each_whole()
    {
        using (var loggers = Factory(new JsonLogFileProvider(new RotatingFile(folder, "functions"), TimeProvider.System, "run-1")))
        {
            var logger = Logger(loggers, "a");
            Parallel.For(0, 5_000, i => logger.LogInformation("entry {Number}", i));
        }

        var numbers = Lines("functions.jsonl").Select(line => line.GetProperty("properties").GetProperty("Number").GetInt32());

        Assert.Equal(Enumerable.Range(0, 5_000), numbers.Order());
    }

    // Registered by a factory, so that the container ends the provider, as in the host.
    private static ServiceProvider Factory(ILoggerProvider provider) =>
        new ServiceCollection().AddLogging(logging => logging.Services.AddSingleton(_ => provider)).BuildServiceProvider();

    private static ILogger Logger(ServiceProvider services, string category) => services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    private IEnumerable<JsonElement> Lines(string file) =>
        File.ReadAllLines(Path.Combine(folder, file)).Select(line => JsonDocument.Parse(line).RootElement);

    private int[] Numbers(string file) => [.. Lines(file).Select(line => line.GetProperty("n").GetInt32())];
}
