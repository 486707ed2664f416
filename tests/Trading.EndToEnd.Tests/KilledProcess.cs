using System.Diagnostics;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>
/// An order is never sent twice and never lost, whatever dies in between: the program trades through stored bars and is killed, without
/// warning, at random moments of it. What it comes to must be what the back-test of the same strategy came to.
/// </summary>
public abstract class KilledProcess(ITestOutputHelper log, int kills = 20) : IDisposable
{
    private const int Seed = 20_260_914;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("killed-process-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Imports, back-tests, trades while being killed, and compares.</summary>
    protected async Task TradeAsync(string symbol, string csv, string entry, string exit, (int Buys, int Sells, double FinalEquity)? expected)
    {
        log.WriteLine($"Seed {Seed}.");
        var strategy = Strategy(symbol, entry, exit);
        string id;
        JsonElement backtest;
        await using (var trading = await TradingProcess.Start(data.FullName).HealthyAsync(Cancel))
        {
            await trading.Client.PostCsvAsync($"/api/market/US/{symbol}/bars?interval=1d", csv, Cancel);
            backtest = await BacktestAsync(trading.Client, strategy);
            strategy["replay"] = new { from = "1990-01-01T00:00:00Z", to = "2100-01-01T00:00:00Z", barsPerSecond = 0 };
            id = (await trading.Client.PostJsonAsync("/api/deployments", strategy, Cancel)).Text("id");
        }

        await KillAgainAndAgainAsync(id, trades: backtest.GetProperty("buys").GetInt32() + backtest.GetProperty("sells").GetInt32());

        await using var last = await TradingProcess.Start(data.FullName).HealthyAsync(Cancel);
        var deployment = await CompletedAsync(last.Client, id);
        await AssertEverySignalBecameOneOrderAsync(last.Client, id, deployment, backtest);
        await AssertBooksBalanceAsync(last.Client, id, deployment, backtest);
        if (expected is { } known)
        {
            Assert.Equal((known.Buys, known.Sells), (backtest.GetProperty("buys").GetInt32(), backtest.GetProperty("sells").GetInt32()));
            Assert.Equal(known.FinalEquity, (double)deployment.Amount("equity"), tolerance: 0.01);
        }
    }

    /// <summary>Ends the program in the midst of its work: by SIGKILL, unless a derived class knows another way.</summary>
    private protected virtual Task EndAsync(TradingProcess trading) => trading.KillAsync();

    /// <summary>Kills the program at moments that spread over the whole of what it has to trade.</summary>
    private async Task KillAgainAndAgainAsync(string id, int trades)
    {
        var random = new Random(Seed);
        var since = Stopwatch.StartNew();
        var mostBetween = 2 * trades / (kills + 4);
        var (traded, underWay) = (0, 0);
        for (var kill = 1; kill <= kills; kill++)
        {
            await using var trading = TradingProcess.Start(data.FullName);
            var goal = traded + random.Next(mostBetween);
            var moment = TimeSpan.FromMilliseconds(random.Next(120));
            // Some die before they answer: what a start repairs must survive that as well.
            if (random.Next(5) > 0)
            {
                await trading.HealthyAsync(Cancel);
                await Wait.ForAsync(
                    async () =>
                    {
                        var deployment = await trading.Client.GetJsonAsync($"/api/deployments/{id}", Cancel);
                        traded = deployment.GetProperty("orders").GetInt32();
                        return traded >= goal || deployment.Text("status") != "running";
                    },
                    Limit, () => $"{traded} orders of {goal}.{Environment.NewLine}{trading.Output}", Cancel);
            }

            await Task.Delay(moment, Cancel);
            Assert.False(trading.HasExited, $"The program ended by itself:{Environment.NewLine}{trading.Output}");
            await EndAsync(trading);
            underWay += traded < trades ? 1 : 0;
            log.WriteLine($"{since.Elapsed.TotalSeconds:F1} s, kill {kill}: after {traded} orders and {moment.TotalMilliseconds} ms.");
        }

        // A machine that stood still meanwhile may have left less to do than there were kills.
        Assert.True(traded > 0 && underWay >= kills / 2, $"{underWay} of {kills} kills came while there was something to trade.");
    }

    private static async Task<JsonElement> BacktestAsync(HttpClient client, Dictionary<string, object> strategy)
    {
        var id = (await client.PostJsonAsync("/api/backtests", strategy, Cancel)).Text("id");
        var state = default(JsonElement);
        await Wait.ForAsync(
            async () => (state = await client.GetJsonAsync($"/api/backtests/{id}", Cancel)).Text("status") is "completed" or "failed",
            Limit, () => $"The back-test stands at {state}.", Cancel);
        Assert.Equal("completed", state.Text("status"));
        return state.GetProperty("result");
    }

    private async Task<JsonElement> CompletedAsync(HttpClient client, string id)
    {
        var state = default(JsonElement);
        await Wait.ForAsync(
            async () => (state = await client.GetJsonAsync($"/api/deployments/{id}", Cancel)).Text("status") is not ("running" or "stopping"),
            Limit, () => $"The deployment stands at {state}.", Cancel);
        log.WriteLine($"In the end: {state}");
        Assert.Equal("completed", state.Text("status"));
        return state;
    }

    private static async Task AssertEverySignalBecameOneOrderAsync(HttpClient client, string id, JsonElement deployment, JsonElement backtest)
    {
        var orders = await client.GetAllAsync($"/api/orders?account={id}", "orders", Cancel);

        var (buys, sells) = (backtest.GetProperty("buys").GetInt32(), backtest.GetProperty("sells").GetInt32());
        Assert.Equal(buys + sells, deployment.GetProperty("signals").GetInt32());
        Assert.Equal(buys, orders.Count(order => order.Text("side") == "buy"));
        Assert.Equal(sells, orders.Count(order => order.Text("side") == "sell"));
        Assert.All(orders, order => Assert.Equal("filled", order.Text("status")));
        Assert.Equal(orders.Count, orders.Select(order => order.Text("signal")).Distinct().Count());
        Assert.Equal(orders.Count, orders.Select(order => order.Text("id")).Distinct().Count());
    }

    private static async Task AssertBooksBalanceAsync(HttpClient client, string id, JsonElement deployment, JsonElement backtest)
    {
        var entries = await client.GetAllAsync($"/api/accounts/{id}/ledger", "entries", Cancel);
        var fills = backtest.GetProperty("buys").GetInt32() + backtest.GetProperty("sells").GetInt32();

        // The deposit, and each fill once.
        Assert.Equal(1 + fills, entries.Count);
        Assert.Equal(entries.Count, entries.Select(entry => entry.Text("id")).Distinct().Count());
        Assert.Equal(fills, entries.Where(entry => entry.Text("kind") != "deposit").Select(entry => entry.Text("reference")).Distinct().Count());
        Assert.All(entries, entry => Assert.Equal(0m, entry.GetProperty("postings").EnumerateArray().Sum(posting => posting.Amount("amount"))));

        var cash = entries.SelectMany(entry => entry.GetProperty("postings").EnumerateArray())
            .Where(posting => posting.Text("account") == "cash").Sum(posting => posting.Amount("amount"));
        Assert.Equal(deployment.Amount("cash"), cash);
        Assert.Equal(backtest.GetProperty("finalEquity").GetDouble(), (double)deployment.Amount("equity"), tolerance: 0.01);

        var portfolio = await client.GetJsonAsync("/api/portfolio", Cancel);
        var account = Assert.Single(portfolio.GetProperty("accounts").EnumerateArray());
        Assert.Equal(deployment.Amount("equity"), account.Amount("equity"));
    }

    private static Dictionary<string, object> Strategy(string symbol, string entry, string exit) => new()
    {
        ["market"] = "US",
        ["symbols"] = new[] { symbol },
        ["interval"] = "1d",
        ["initialCash"] = "1000000",
        ["strategy"] = new { entry, exit, sizing = new { kind = "allIn", wholeUnits = false } },
        ["costs"] = new { commissionRate = 0.001, slippageRate = 0 },
    };
}
