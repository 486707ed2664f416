using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Secrets;
using Trading.Embedded;
using Trading.Functions;
using Trading.Local.Secrets;

namespace Trading.Local.Tests.MarketData;

/// <summary>Order books over HTTP, on a clock of the test's own: it is Monday, 2026-03-02, a minute after New York's open.</summary>
public sealed class OrderBookTests : IDisposable
{
    private const string Book = "/api/market/US/AAA/book";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 31, 0, TimeSpan.Zero);

    private readonly Simulation simulation = new(seed: 1, Start.AddSeconds(-1), FaultPlan.None);
    private readonly SimulatedNode node;
    private SimulatedFunctions? app;

    public OrderBookTests()
    {
        node = simulation.AddNode("functions", BootAsync);
        simulation.RunUntil(Start);
    }

    public void Dispose() => simulation.Dispose();

    [Fact]
    public void Orders_trade_against_a_fresh_book_at_once_and_against_newer_ones_as_they_come()
    {
        Ask("POST", "/api/market/US/AAA/bars?interval=1m", "timestamp,open,high,low,close,volume\n2026-03-02T14:30:00Z,100,100,100,100,5000", 200, "text/csv");
        var account = Text(Ask("POST", "/api/accounts", """{"name":"By hand","initialBalance":100000}""", 201), "id");

        // Best prices 99.98 and 100.02: in the middle 100.
        simulation.RunUntil(Start + TimeSpan.FromSeconds(1));
        var put = Ask("PUT", Book, BookOf(simulation.Now, """{"price":99.98,"quantity":50}""", """{"price":100.02,"quantity":4},{"price":100.05,"quantity":30}"""), 200);
        Assert.Equal((99.98, 100.02, 100.0, 0.04), (Number(put, "bestBid"), Number(put, "bestAsk"), Number(put, "mid"), Number(put, "spread")));

        var market = Place(account, "buy", """ "kind":"market","quantity":10 """);
        simulation.RunUntil(simulation.Now + TimeSpan.FromSeconds(2));
        var limit = Place(account, "buy", """ "kind":"limit","limitPrice":100.02,"quantity":5 """);
        simulation.RunUntil(simulation.Now + TimeSpan.FromSeconds(2));
        // Four at 100.02 are gone, so that nothing is there for the limit.
        Assert.Equal(("filled", "10", "100.038"), Traded(market));
        Assert.Equal("working", Traded(limit).Status);

        // A minute's bar that opened before the book trades nothing; the next book does, and its age is told.
        simulation.RunUntil(Start + TimeSpan.FromMinutes(1));
        Ask("POST", "/api/market/US/AAA/bars?interval=1m", "timestamp,open,high,low,close,volume\n2026-03-02T14:31:00Z,99,101,98,100,5000", 200, "text/csv");
        simulation.RunUntil(simulation.Now + TimeSpan.FromSeconds(3));
        Assert.Equal("working", Traded(limit).Status);
        Ask("PUT", Book, BookOf(simulation.Now, "", """{"price":100,"quantity":2},{"price":100.01,"quantity":8}"""), 200);
        simulation.RunUntil(simulation.Now + TimeSpan.FromSeconds(2));
        Assert.Equal(("filled", "5", "100.006"), Traded(limit));
        var got = Ask("GET", Book, null, 200);
        Assert.Equal((2.0, null, 100.0), (Number(got, "ageSeconds"), got["mid"], Number(got, "bestAsk")));

        // 4 × 100.02 + 6 × 100.05 + 2 × 100 + 3 × 100.01, and a dollar for each of four fills.
        var balance = Ask("GET", $"/api/accounts/{account}/balance", null, 200);
        Assert.Equal(100_000m - 400.08m - 600.30m - 200m - 300.03m - 4m, decimal.Parse(Text(balance, "cash"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_book_that_is_older_or_wrong_is_refused_by_code_and_changes_nothing()
    {
        Assert.Equal("book-not-found", Text(Ask("GET", Book, null, 404), "code"));
        var first = BookOf(simulation.Now, """{"price":99,"quantity":"1"}""", "");
        Ask("PUT", Book, first, 200);

        Ask("PUT", Book, first, 200);
        Assert.Equal("book-not-newer", Text(Ask("PUT", Book, BookOf(simulation.Now, "", ""), 409), "code"));
        Assert.Equal("book-not-newer", Text(Ask("PUT", Book, BookOf(simulation.Now.AddSeconds(-1), "", ""), 409), "code"));
        foreach (var (bids, asks, field, code) in new[]
        {
            ("""{"price":0,"quantity":1}""", "", "bids[0].price", "price-out-of-range"), ("""{"price":99.005,"quantity":1}""", "", "bids[0].price", "price-off-tick"),
            ("""{"price":99}""", "", "bids[0].quantity", "quantity-out-of-range"), ("""{"price":99,"quantity":0}""", "", "bids[0].quantity", "quantity-out-of-range"), ("", """{"price":2,"quantity":1},{"price":1,"quantity":1}""", "asks[1].price", "levels-unsorted"),
            ("""{"price":99,"quantity":1}""", """{"price":99,"quantity":1}""", "asks", "book-crossed"),
        })
        {
            var refused = Ask("PUT", Book, BookOf(simulation.Now.AddSeconds(1), bids, asks), 422);
            Assert.Equal((code, code), (Text(refused, "code"), refused["codes"]![field]![0]!.GetValue<string>()));
        }

        Assert.Equal("time-out-of-range", Text(Ask("PUT", Book, BookOf(simulation.Now.AddSeconds(6), "", ""), 422), "code"));
        Assert.Equal("invalid-book", Text(Ask("PUT", Book, BookOf(simulation.Now.AddSeconds(1), """{"price":0,"quantity":0}""", ""), 422), "code"));
        Assert.Equal("segment-missing", Text(Ask("PUT", "/api/market/KRX/005930/book", BookOf(simulation.Now, "", ""), 422), "code"));
        Assert.Equal("unknown-market", Text(Ask("PUT", "/api/market/MOON/AAA/book", first, 404), "code"));
        Assert.Equal("invalid-symbol", Text(Ask("GET", "/api/market/US/A%20A/book", null, 422), "code"));
        foreach (var malformed in new[] { "{}", "[]", "null", """{"time":"2026-03-02","bids":[{"price":"many"}],"asks":[]}""", """{"time":"2026-03-02","bids":[],"asks":[],"depth":5}""", """{"time":5,"bids":[],"asks":[]}""" })
            Ask("PUT", Book, malformed, 400);
        Assert.Equal(99, Number(Ask("GET", Book, null, 200), "bestBid"));
    }

    private static string BookOf(DateTimeOffset time, string bids, string asks) => $$"""{"time":"{{time:yyyy-MM-ddTHH:mm:ss.fffffffZ}}","bids":[{{bids}}],"asks":[{{asks}}]}""";

    private static double Number(JsonNode node, string field) => node[field]!.GetValue<double>();

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();

    private string Place(string account, string side, string rest) =>
        Text(Ask("POST", "/api/orders", $$"""{"account":"{{account}}","market":"US","symbol":"AAA","side":"{{side}}",{{rest}}}""", 202), "id");

    private (string Status, string Filled, string? Price) Traded(string order)
    {
        var found = Ask("GET", $"/api/orders/{order}", null, 200)["order"]!;
        return (Text(found, "status"), Text(found, "filled"), found["averagePrice"]?.GetValue<string>());
    }

    private JsonNode Ask(string method, string path, string? body, int status, string contentType = "application/json")
    {
        var answer = simulation.Run(() => node.CallAsync(_ => app!.SendAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), contentType)));
        Assert.True(answer.Status == status, $"{method} {path} {body}: {answer.Status} {answer.Text}");
        return JsonNode.Parse(answer.Body.Span)!;
    }

    private async Task BootAsync(EmbeddedPlatform platform)
    {
        var builder = EmbeddedFunctionsHost.CreateBuilder(new EmbeddedHostOptions
        {
            Platform = platform,
            FunctionsAssembly = typeof(TradingFunctions).Assembly,
            Settings = new Dictionary<string, string?>(LocalApp.Settings(platform)) { ["OTEL_SDK_DISABLED"] = "true", ["ImportSchedule"] = "0 0 * * * *", ["Risk:MaxOrderValue:USD"] = "10000000", ["Risk:MaxOrderValue:KRW"] = "10000000000" },
        });
        builder.Services.AddSingleton(platform.Clock);
        builder.Services.AddSingleton<ISecrets>(new FileSecrets(platform.DataFolder, platform.DataFolder + "-keys", platform.Clock));
        builder.AddTrading();
        app = await SimulatedFunctions.StartAsync(builder);
    }
}
