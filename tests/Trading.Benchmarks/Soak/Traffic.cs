using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks.Soak;

/// <summary>
/// What users, a feed and pages ask of the program: back-tests, paper trading through stored bars, paper trading on bars that the import
/// folder brings, requests, live updates. Of each kind one after another, so the load is bounded by the answers.
/// </summary>
internal sealed class Traffic(LocalProgram program)
{
    private const int Bars = 1500;
    private const string Traded = "SYN";
    private const string Followed = "FEED";
    private static readonly TimeSpan WorkLimit = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> failures = new();
    private readonly PushListener page = new(program.Client);
    private long requests, backtests, orders, imports;

    /// <summary>What went otherwise than it should.</summary>
    public IReadOnlyCollection<string> Failures => failures;

    public long Requests => Interlocked.Read(ref requests);

    public long Backtests => Interlocked.Read(ref backtests);

    public long Orders => Interlocked.Read(ref orders);

    public long Imports => Interlocked.Read(ref imports);

    public long Pushes => page.Heard;

    /// <summary>Goes on until it is stopped; what is under way then is not awaited.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await PostAsync($"/api/market/US/{Traded}/bars?interval=1d", new StringContent(Csv(0, Bars), Encoding.UTF8, "text/csv"), stop);
        await PostAsync($"/api/market/US/{Followed}/bars?interval=1d", new StringContent(Csv(0, 1), Encoding.UTF8, "text/csv"), stop);
        await PostJsonAsync("/api/deployments", Strategy(Followed), stop);
        await Task.WhenAll(
            AgainAsync(TimeSpan.Zero, () => page.ListenAsync(stop), stop),
            AgainAsync(TimeSpan.FromSeconds(1), () => page.LookInAsync(stop), stop),
            AgainAsync(TimeSpan.Zero, () => TradeAsync(stop), stop),
            AgainAsync(TimeSpan.Zero, () => TradeAsync(stop), stop),
            AgainAsync(TimeSpan.FromMilliseconds(500), () => BacktestAsync(stop), stop),
            AgainAsync(TimeSpan.FromMilliseconds(20), () => ReadAsync(stop), stop),
            AgainAsync(TimeSpan.FromSeconds(1), () => ImportAsync(stop), stop));
    }

    private async Task AgainAsync(TimeSpan pause, Func<Task> once, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await once();
                await Task.Delay(pause, stop);
            }
            catch (Exception error)
            {
                // What was cut off at the end has not failed.
                if (stop.IsCancellationRequested)
                    return;
                failures.Enqueue(error.Message);
                await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), stop));
            }
        }
    }

    private async Task TradeAsync(CancellationToken stop)
    {
        var strategy = Strategy(Traded);
        strategy["replay"] = new { barsPerSecond = 0 };
        var counted = 0L;
        await EndAsync("/api/deployments", strategy, deployment =>
        {
            var now = deployment.GetProperty("orders").GetInt64();
            Interlocked.Add(ref orders, now - counted);
            counted = now;
        }, stop);
    }

    private async Task BacktestAsync(CancellationToken stop)
    {
        await EndAsync("/api/backtests", Strategy(Traded), _ => { }, stop);
        Interlocked.Increment(ref backtests);
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        await GetAsync($"/api/market/US/{Traded}/bars?interval=1d&limit=100", stop);
        await GetAsync("/api/health", stop);
    }

    // The next bar, as a feed would bring it: written beside the folder's complete files, then moved among them.
    private async Task ImportAsync(CancellationToken stop)
    {
        var bar = (int)Interlocked.Increment(ref imports) % Bars;
        var partial = Path.Combine(program.ImportFolder, $"{Followed}.partial");
        await File.WriteAllTextAsync(partial, Csv(bar, 1), stop);
        File.Move(partial, Path.Combine(program.ImportFolder, $"US.{Followed}.1d.csv"), overwrite: true);
    }

    private async Task EndAsync(string path, object what, Action<JsonElement> seen, CancellationToken stop)
    {
        var id = (await PostJsonAsync(path, what, stop)).GetProperty("id").GetString();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(WorkLimit);
        while (true)
        {
            var state = await GetAsync($"{path}/{id}", stop);
            seen(state);
            switch (state.GetProperty("status").GetString())
            {
                case "completed":
                    return;
                case "queued" or "running" or "stopping":
                    if (limit.IsCancellationRequested)
                        throw new TimeoutException($"{path}/{id} has not ended after {WorkLimit.TotalSeconds} s.");
                    await Task.Delay(100, stop);
                    break;
                default:
                    throw new InvalidOperationException($"{path}/{id} ended as {state}.");
            }
        }
    }

    private Task<JsonElement> PostJsonAsync(string path, object body, CancellationToken stop) => PostAsync(path, JsonContent.Create(body), stop);

    private async Task<JsonElement> PostAsync(string path, HttpContent content, CancellationToken stop)
    {
        using (content)
        {
            using var answer = await program.Client.PostAsync(path, content, stop);
            return await ReadAsync(answer, stop);
        }
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken stop)
    {
        using var answer = await program.Client.GetAsync(path, stop);
        return await ReadAsync(answer, stop);
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        var text = await answer.Content.ReadAsStringAsync(stop);
        Interlocked.Increment(ref requests);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new HttpRequestException($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.PathAndQuery}: {(int)answer.StatusCode} {text}");
    }

    private static Dictionary<string, object> Strategy(string symbol) => new()
    {
        ["market"] = "US",
        ["symbols"] = new[] { symbol },
        ["interval"] = "1d",
        ["initialCash"] = "1000000",
        ["strategy"] = new { entry = "sma(3) crosses above sma(8)", exit = "sma(3) crosses below sma(8)", sizing = new { kind = "allIn", wholeUnits = false } },
        ["costs"] = new { commissionRate = 0.001, slippageRate = 0 },
    };

    private static string Csv(int first, int count)
    {
        var series = SyntheticBars.Daily(symbol: 7, Bars, new DateOnly(2010, 1, 4));
        var csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (var i = first; i < first + count; i++)
        {
            var bar = series[i];
            csv.Append(CultureInfo.InvariantCulture, $"{bar.Time:yyyy-MM-dd},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}\n");
        }

        return csv.ToString();
    }
}
