using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trading.Benchmarks.Soak;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks;

/// <summary>
/// From the signal to the booked fill, over HTTP on the whole program with everything durable: one strategy after its own orders, and eight and sixteen at once for
/// the orders that a second takes.
/// </summary>
internal static class FlowSpeed
{
    private const int Bars = 400;
    private const int AtOnce = 8;
    private const int Many = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(string folder)
    {
        using var program = await LocalProgram.StartAsync(folder);
        var http = program.Client;
        using (var csv = new StringContent(Csv(), Encoding.UTF8, "text/csv"))
        using (var kept = await http.PostAsync("api/market/US/SYN/bars?interval=1d", csv))
            kept.EnsureSuccessStatusCode();

        await TradeAsync(http, 1);
        var (orders, seconds) = await TradeAsync(http, 1);
        Measure.Print("flow.one", orders.Count / seconds, "orders/s");
        Measure.PrintLatencies("flow.one.booked", await LatenciesAsync(http, orders));
        foreach (var (name, count) in new[] { ("eight", AtOnce), ("sixteen", Many) })
        {
            (orders, seconds) = await TradeAsync(http, count);
            Measure.Print($"flow.{name}", orders.Count / seconds, "orders/s");
            Measure.PrintLatencies($"flow.{name}.booked", await LatenciesAsync(http, orders));
            Measure.Print($"flow.{name}.orders", orders.Count, "");
        }
    }

    /// <summary>Sends strategies through all bars, and gives their orders and how long it took.</summary>
    private static async Task<(List<JsonElement> Orders, double Seconds)> TradeAsync(HttpClient http, int count)
    {
        var start = Stopwatch.GetTimestamp();
        var ids = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartAsync(http)));
        foreach (var id in ids)
        {
            while ((await GetAsync(http, $"api/deployments/{id}")).GetProperty("status").GetString() != "completed")
            {
                if (Stopwatch.GetElapsedTime(start) > Patience)
                    throw new TimeoutException($"Deployment {id} was not through within {Patience}.");
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        List<JsonElement> orders = [];
        foreach (var id in ids)
            orders.AddRange((await GetAsync(http, $"api/orders?limit=1000&account={id}")).GetProperty("orders").EnumerateArray());
        return (orders, seconds);
    }

    private static async Task<string> StartAsync(HttpClient http)
    {
        using var made = await http.PostAsJsonAsync("api/deployments", new
        {
            name = "Often", market = "US", symbols = new[] { "SYN" }, interval = "1d", initialCash = 100_000,
            strategy = new { entry = "close > open", exit = "close < open" }, replay = new { barsPerSecond = 0 },
        });
        made.EnsureSuccessStatusCode();
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Milliseconds from each signal to the booked fill of its order.</summary>
    private static async Task<List<double>> LatenciesAsync(HttpClient http, List<JsonElement> orders)
    {
        var raised = new Dictionary<string, DateTimeOffset>();
        string? continuation = null;
        do
        {
            var page = await GetAsync(http, $"api/signals/all?limit=100{(continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}")}");
            foreach (var signal in page.GetProperty("signals").EnumerateArray())
                raised[signal.GetProperty("order").GetString()!] = signal.GetProperty("raisedAt").GetDateTimeOffset();
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);

        List<double> milliseconds = [];
        foreach (var id in orders.Where(order => order.GetProperty("status").GetString() == "filled").Select(order => order.GetProperty("id").GetString()!))
        {
            var events = (await GetAsync(http, $"api/orders/{id}")).GetProperty("events").EnumerateArray();
            var booked = events.Single(one => one.GetProperty("kind").GetString() == "ExecutionBooked").GetProperty("at").GetDateTimeOffset();
            milliseconds.Add((booked - raised[id]).TotalMilliseconds);
        }

        return milliseconds.Count > 0 ? milliseconds : throw new InvalidOperationException("No order was filled.");
    }

    private static Task<JsonElement> GetAsync(HttpClient http, string path) => http.GetFromJsonAsync<JsonElement>(path);

    private static string Csv()
    {
        var series = SyntheticBars.Daily(symbol: 7, Bars, new DateOnly(2010, 1, 4));
        var csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (var i = 0; i < series.Count; i++)
            csv.Append(CultureInfo.InvariantCulture, $"{series[i].Time:yyyy-MM-dd},{series[i].Open},{series[i].High},{series[i].Low},{series[i].Close},{series[i].Volume}\n");
        return csv.ToString();
    }
}
