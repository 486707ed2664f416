using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Trading.Application.Risk;
using Trading.Domain.Accounts;
using Trading.Embedded;

namespace Trading.Local.Trials;

/// <summary>A user who trades by HTTP, presses and releases what there is to press, and asks again until there is an answer.</summary>
/// <param name="ask">Makes a request of the app, wherever it is; throws <see cref="SimulatedDeathException"/> when it dies meanwhile.</param>
/// <param name="clock">The clock on the wall.</param>
/// <param name="bars">What there is to trade.</param>
/// <param name="journal">Told what was promised.</param>
/// <param name="random">Decides everything.</param>
internal sealed class SimulatedUser(
    Func<HttpAsk, Task<SimulatedResponse>> ask, TimeProvider clock, IReadOnlyList<RandomBars> bars, TradingJournal journal, Random random)
{
    private const int MostAttempts = 200;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(3);

    private readonly RandomRules rules = new(random);
    private readonly RandomOrders orders = new(random, clock);
    private readonly List<string> deployments = [];
    private string account = "";
    private int keys;
    private bool isStopped;

    /// <summary>Order books that the system has said it stored.</summary>
    public int Books { get; private set; }

    /// <summary>Opens an account to trade by hand.</summary>
    public async Task OpenAccountAsync()
    {
        var opened = await AskAsync("POST", "/api/accounts", new JsonObject { ["name"] = "By hand", ["initialBalance"] = random.Next(10_000, 500_000) }, Key());
        if (opened.Status == 201)
            account = JsonNode.Parse(opened.Body.Span)!["id"]!.GetValue<string>();
        else
            journal.Broken($"an account was refused: {opened.Text}");
    }

    /// <summary>Puts strategies to work, each over the bars that are stored, or on those that come.</summary>
    /// <param name="replays">Whether each trades what is stored; the others follow.</param>
    public async Task DeployAsync(IEnumerable<bool> replays)
    {
        foreach (var isReplay in replays)
        {
            var name = $"deployment-{deployments.Count + 1}";
            var draft = new JsonObject
            {
                ["name"] = name,
                ["market"] = "US",
                ["symbols"] = new JsonArray(bars[random.Next(bars.Count)].Symbol),
                ["interval"] = "1m",
                ["strategy"] = new JsonObject
                {
                    ["entry"] = rules.Condition(),
                    ["exit"] = rules.Condition(),
                    ["sizing"] = new JsonObject { ["kind"] = "allIn", ["wholeUnits"] = random.Next(2) == 0 },
                },
                ["costs"] = new JsonObject { ["commissionRate"] = random.Next(3) * 0.0005m, ["slippageRate"] = random.Next(3) * 0.0003m },
                ["initialCash"] = random.Next(1_000, 1_000_000),
            };
            if (isReplay)
                draft["replay"] = new JsonObject { ["barsPerSecond"] = random.Next(4) };
            var made = await AskAsync("POST", "/api/deployments", draft, Key());
            if (made.Status == 202)
                deployments.Add(JsonNode.Parse(made.Body.Span)!["id"]!.GetValue<string>());
            else
                journal.Broken($"a deployment was refused: {made.Text}; it was {draft.ToJsonString()}");
        }
    }

    /// <summary>Hands over bars that have closed.</summary>
    public async Task ImportAsync(RandomBars series)
    {
        var closed = series.Closed;
        if (closed == series.Stored)
            return;
        var answer = await AskAsync(new HttpAsk("POST", $"/api/market/US/{series.Symbol}/bars?interval=1m", series.Csv(), "text/csv"));
        // A clock that is behind takes the newest for bars of the future; they are handed over again.
        if (answer.Status == 200)
            series.Stored = closed;
    }

    /// <summary>Hands over an order book of this moment. A clock that is behind takes it for one of the future, and it is forgotten.</summary>
    public async Task QuoteAsync(RandomBars series, RandomBooks books)
    {
        var answer = await AskAsync("PUT", $"/api/market/US/{series.Symbol}/book", books.New(series.Close, clock.GetUtcNow()));
        Books += answer.Status == 200 ? 1 : 0;
    }

    /// <summary>Does one thing or another. What was pressed is released soon, so that most of the time there is trading.</summary>
    public Task ActAsync() => random.Next(40) switch
    {
        < 8 when isStopped => SetKillSwitchAsync(engaged: false),
        < 6 => ResumeAsync(),
        6 => SetKillSwitchAsync(engaged: true),
        7 or 8 => SetHaltAsync(AnyAccount(), isHalted: true),
        9 => AskAsync("POST", "/api/orders/cancel-all"),
        10 => AskAsync("POST", $"/api/deployments/{AnyDeployment()}/stop"),
        11 => AskAsync("GET", "/api/portfolio"),
        < 18 => CancelAsync(),
        < 22 => ReplaceAsync(),
        < 36 => AskAsync("POST", "/api/orders", orders.New(account, bars[random.Next(bars.Count)]), Key()),
        36 => AskAsync("POST", $"/api/accounts/{account}/{(random.Next(2) == 0 ? "deposit" : "withdrawal")}", new JsonObject { ["amount"] = random.Next(1, 50_000) }, Key()),
        37 => SignalAsync(),
        _ => Task.CompletedTask,
    };

    /// <summary>Lets everything go on, ends every deployment and takes every order back.</summary>
    public async Task EndAsync()
    {
        foreach (var deployment in deployments)
            await AskAsync("POST", $"/api/deployments/{deployment}/stop");
        await AskAsync("POST", "/api/orders/cancel-all");
    }

    /// <summary>Takes back what keeps orders from leaving.</summary>
    public async Task ReleaseAsync()
    {
        await Task.Delay(RiskSettings.LeastPause, clock);
        if (isStopped)
            await SetKillSwitchAsync(engaged: false);
        await ResumeAsync();
    }

    private async Task SetKillSwitchAsync(bool engaged)
    {
        if (!engaged)
            journal.Released();
        var answer = await AskAsync("PUT", "/api/risk/kill-switch", new JsonObject { ["engaged"] = engaged, ["reason"] = "a drill", ["level"] = engaged ? random.Next(2) == 0 ? "cancelAll" : "noNewOrders" : null });
        // What was stopped a moment ago goes on only later.
        isStopped = engaged || answer.Status != 200;
        if (isStopped)
            journal.Stopped();
    }

    private async Task SetHaltAsync(string halted, bool isHalted)
    {
        if (!isHalted)
            journal.Resumed(new AccountId(halted));
        var answer = await AskAsync("PUT", $"/api/risk/halts/{halted}", new JsonObject { ["halted"] = isHalted, ["reason"] = "a drill" });
        if (isHalted && answer.Status == 200)
            journal.Halted(new AccountId(halted));
    }

    // Halts that the system set itself are looked at as well.
    private async Task ResumeAsync()
    {
        var risk = await AskAsync("GET", "/api/risk");
        foreach (var halt in JsonNode.Parse(risk.Body.Span)!["halts"]!.AsArray().Where(halt => halt!["halted"]!.GetValue<bool>()))
            await SetHaltAsync(halt!["account"]!.GetValue<string>(), isHalted: false);
    }

    private Task<SimulatedResponse> SignalAsync()
    {
        var isBuy = random.Next(2) == 0;
        var signal = new JsonObject { ["account"] = account, ["market"] = "US", ["symbol"] = bars[random.Next(bars.Count)].Symbol, ["reason"] = "a whim", ["confidence"] = random.Next(101) * 0.01 };
        if (isBuy)
            signal["cashShare"] = random.Next(1, 100) * 0.01m;
        else if (random.Next(2) == 0)
            signal["quantity"] = random.Next(1, 200);
        return AskAsync("POST", $"/api/signals/{(isBuy ? "buy" : random.Next(2) == 0 ? "sell" : "stop-loss")}", signal, Key());
    }

    private async Task CancelAsync()
    {
        if (await AnyOpenAsync("") is { } order)
            await AskAsync("DELETE", $"/api/orders/{order["id"]!.GetValue<string>()}");
    }

    private async Task ReplaceAsync()
    {
        if (await AnyOpenAsync($"&account={account}") is { } order)
            await AskAsync("PUT", $"/api/orders/{order["id"]!.GetValue<string>()}", orders.Change(order), Key());
    }

    private async Task<JsonNode?> AnyOpenAsync(string filter)
    {
        var answer = await AskAsync("GET", $"/api/orders?status=open{filter}");
        var open = JsonNode.Parse(answer.Body.Span)!["orders"]!.AsArray();
        return open.Count == 0 ? null : open[random.Next(open.Count)];
    }

    private string AnyDeployment() => deployments.Count == 0 ? "none" : deployments[random.Next(deployments.Count)];

    private string AnyAccount() => random.Next(2) == 0 ? account : AnyDeployment();

    private Dictionary<string, string> Key() => new() { ["Idempotency-Key"] = string.Create(CultureInfo.InvariantCulture, $"key-{++keys}") };

    private Task<SimulatedResponse> AskAsync(string method, string path, JsonObject? body = null, IReadOnlyDictionary<string, string>? headers = null) =>
        AskAsync(new HttpAsk(method, path, body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json", headers));

    private async Task<SimulatedResponse> AskAsync(HttpAsk request)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await ask(request);
                if (answer.Status < 500)
                    return answer;
                if (attempt >= MostAttempts)
                    throw new SimulationException(string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.Path} was answered {answer.Status} {attempt} times: {answer.Text}"));
            }
            catch (SimulatedDeathException)
            {
                // Perhaps it was done, perhaps not; to ask again is safe.
            }

            await Task.Delay(BetweenAttempts, clock);
        }
    }
}

/// <summary>A request of a user.</summary>
internal sealed record HttpAsk(string Method, string Path, byte[]? Body = null, string ContentType = "application/json", IReadOnlyDictionary<string, string>? Headers = null);
