using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Trading.Benchmarks.Quant;
using Trading.Benchmarks.Soak;

namespace Trading.Benchmarks;

/// <summary>
/// The kill switch as a drill, over HTTP on the whole program with orders of the simulated broker: from the press to the answer, after which no order
/// leaves, and to the answer that the cancels of 50 working orders were sent. That nothing leaves while it is engaged is checked.
/// </summary>
internal static class StopSpeed
{
    private const int Orders = 50;
    private const int Rounds = 5;
    private const int Presses = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(31);

    private static int day;

    public static async Task RunAsync(string folder)
    {
        using var program = await LocalProgram.StartAsync(folder);
        var http = program.Client;
        await NextBarAsync(http);
        for (var i = 0; i < Orders; i++)
        {
            using var made = await http.PostAsJsonAsync("api/deployments", new
            {
                name = "Always", market = "US", symbols = new[] { "SYN" }, interval = "1d", initialCash = 1000, strategy = new { entry = "close > 0" },
            });
            made.EnsureSuccessStatusCode();
        }

        List<double> presses = [], cancels = [];
        for (var round = 0; round < Rounds; round++)
        {
            if (round > 0)
                await Task.Delay(Pause);
            (await PutAsync(http, null)).Dispose();
            await NextBarAsync(http);
            await UntilAsync(http, "working", Orders);

            var start = Stopwatch.GetTimestamp();
            using (var state = await PutAsync(http, "cancelAll"))
            {
                cancels.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                Check.Same(Orders, state.RootElement.GetProperty("cancelled").GetProperty("asked").GetInt32());
            }

            await UntilAsync(http, "working", 0);
            await NextBarAsync(http);
            await UntilAsync(http, "riskDenied", Orders * (round + 1));
            Check.Same(0, await CountAsync(http, "working"));
            for (var i = 0; i < Presses; i++)
            {
                start = Stopwatch.GetTimestamp();
                (await PutAsync(http, "noNewOrders")).Dispose();
                presses.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Measure.PrintLatencies("stop.press", presses);
        Measure.PrintLatencies("stop.cancels", cancels);
    }

    private static async Task NextBarAsync(HttpClient http)
    {
        var date = new DateOnly(2024, 1, 1).AddDays(day++).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var csv = new StringContent($"timestamp,open,high,low,close,volume\n{date},10,10,10,10,5\n", System.Text.Encoding.UTF8, "text/csv");
        using var kept = await http.PostAsync("api/market/US/SYN/bars?interval=1d", csv);
        kept.EnsureSuccessStatusCode();
    }

    private static async Task<JsonDocument> PutAsync(HttpClient http, string? level)
    {
        using var answer = await http.PutAsJsonAsync("api/risk/kill-switch", new { engaged = level is not null, reason = "drill", level });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonDocument>())!;
    }

    private static async Task UntilAsync(HttpClient http, string status, int count)
    {
        var start = Stopwatch.GetTimestamp();
        while (await CountAsync(http, status) != count)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"There were not {count} orders {status} within {Patience}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static async Task<int> CountAsync(HttpClient http, string status)
    {
        using var orders = (await http.GetFromJsonAsync<JsonDocument>("api/orders?limit=1000"))!;
        return orders.RootElement.GetProperty("orders").EnumerateArray().Count(order => order.GetProperty("status").GetString() == status);
    }
}
