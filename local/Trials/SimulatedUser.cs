using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Trading.Application.PaperTrading;
using Trading.Application.Risk;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Embedded;

namespace Trading.Local.Trials;

/// <summary>A user who trades by HTTP, presses and releases what there is to press, and asks again, under the same key, until there is an answer.</summary>
/// <param name="ask">Makes a request of the app, wherever it is; throws <see cref="SimulatedDeathException"/> when it dies meanwhile.</param>
/// <param name="clock">The clock on the wall.</param>
/// <param name="bars">What there is to trade.</param>
/// <param name="journal">Told what was promised.</param>
/// <param name="random">Decides everything.</param>
/// <param name="habits">How the user goes about it.</param>
internal sealed class SimulatedUser(
    Func<HttpAsk, Task<SimulatedResponse>> ask, TimeProvider clock, IReadOnlyList<RandomBars> bars, TradingJournal journal, Random random, UserHabits habits)
{
    private const int MostAttempts = 200;

    private readonly RandomRules rules = new(random);
    private readonly RandomOrders orders = new(random, clock, habits.TakesBrackets);
    private readonly List<string> accounts = [];
    private readonly List<string> deployments = [];
    private int keys;
    private bool isStopped;

    /// <summary>Order books that the system has said it stored.</summary>
    public int Books { get; private set; }

    /// <summary>The accounts to trade by hand with.</summary>
    public IReadOnlyList<string> Accounts => accounts;

    /// <summary>Opens an account to trade by hand.</summary>
    /// <param name="broker">With which broker.</param>
    /// <param name="isHostile">The broker wants a seed.</param>
    public async Task OpenAccountAsync(string broker = PaperBroker.Code, bool isHostile = false)
    {
        var draft = new JsonObject { ["name"] = $"By hand with {broker}", ["broker"] = broker, ["initialBalance"] = random.Next(10_000, 500_000) };
        if (isHostile)
            draft["seed"] = random.Next();
        var opened = await AskAsync("POST", "/api/accounts", draft, Key());
        if (opened.Status == 201)
            accounts.Add(Id(opened));
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
                deployments.Add(Id(made));
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
    public Task ActAsync() => random.Next(1000) < habits.StopsPerThousand ? StopSomethingAsync() : random.Next(40) switch
    {
        < 8 when isStopped => SetKillSwitchAsync(engaged: false),
        < 6 => ResumeAsync(),
        6 => AskAsync("POST", $"/api/orders/cancel-all{(random.Next(3) == 0 ? "" : $"?account={AnyAccount()}")}"),
        7 => AskAsync("POST", $"/api/deployments/{AnyDeployment()}/stop"),
        8 => AskAsync("GET", "/api/portfolio"),
        < 15 => CancelAsync(),
        < 19 => ReplaceAsync(),
        < 36 => PlaceAsync(),
        36 => AskAsync("POST", $"/api/accounts/{AnyOwnAccount()}/{(random.Next(2) == 0 ? "deposit" : "withdrawal")}", new JsonObject { ["amount"] = random.Next(1, 50_000) }, Key()),
        37 => SignalAsync(),
        _ => Task.CompletedTask,
    };

    /// <summary>Presses the kill switch.</summary>
    public Task PressAsync() => SetKillSwitchAsync(engaged: true);

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

    private Task StopSomethingAsync() => random.Next(3) == 0 ? PressAsync() : SetHaltAsync(AnyAccount(), isHalted: true);

    private async Task SetKillSwitchAsync(bool engaged)
    {
        if (!engaged)
            journal.Released();
        var answer = await AskAsync("PUT", "/api/risk/kill-switch", new JsonObject { ["engaged"] = engaged, ["reason"] = "a drill", ["level"] = engaged ? random.Next(2) == 0 ? "cancelAll" : "noNewOrders" : null });
        if (engaged && answer.Status == 200)
            journal.Stopped();
        // What was stopped a moment ago goes on only later.
        else if (!engaged && answer.Status != 200)
            journal.ReleaseRefused();
        isStopped = engaged == (answer.Status == 200);
    }

    private async Task SetHaltAsync(string halted, bool isHalted)
    {
        var account = new AccountId(halted);
        if (!isHalted)
            journal.Resumed(account);
        var answer = await AskAsync("PUT", $"/api/risk/halts/{halted}", new JsonObject { ["halted"] = isHalted, ["reason"] = "a drill" });
        if (isHalted && answer.Status == 200)
            journal.Halted(account);
        else if (!isHalted && answer.Status != 200)
            journal.ResumeRefused(account);
    }

    // Halts that the system set itself are looked at as well.
    private async Task ResumeAsync()
    {
        var risk = await AskAsync("GET", "/api/risk");
        foreach (var halt in JsonNode.Parse(risk.Body.Span)!["halts"]!.AsArray().Where(halt => halt!["halted"]!.GetValue<bool>()))
            await SetHaltAsync(halt!["account"]!.GetValue<string>(), isHalted: false);
    }

    private async Task SignalAsync()
    {
        var isBuy = random.Next(2) == 0;
        var signal = new JsonObject { ["account"] = AnyOwnAccount(), ["market"] = "US", ["symbol"] = bars[random.Next(bars.Count)].Symbol, ["reason"] = "a whim", ["confidence"] = random.Next(101) * 0.01 };
        if (isBuy)
            signal["cashShare"] = random.Next(1, 100) * 0.01m;
        else if (random.Next(2) == 0)
            signal["quantity"] = random.Next(1, 200);
        var raised = await AskAsync("POST", $"/api/signals/{(isBuy ? "buy" : random.Next(2) == 0 ? "sell" : "stop-loss")}", signal, Key());
        if (raised.Status == 202)
            journal.Raised(Id(raised));
    }

    private Task PlaceAsync() => OrderAsync("POST", "/api/orders", orders.New(AnyOwnAccount(), bars[random.Next(bars.Count)]));

    private async Task OrderAsync(string method, string path, JsonObject order)
    {
        var request = Json(method, path, order, Key());
        var made = await AskAsync(request);
        if (made.Status == 202)
            journal.Acknowledged(new OrderId(Id(made)), request);
    }

    private async Task CancelAsync()
    {
        if (await AnyOpenAsync("") is { } order)
            await AskAsync("DELETE", $"/api/orders/{order["id"]!.GetValue<string>()}");
    }

    private async Task ReplaceAsync()
    {
        if (await AnyOpenAsync($"&account={AnyOwnAccount()}") is { } order)
            await OrderAsync("PUT", $"/api/orders/{order["id"]!.GetValue<string>()}", orders.Change(order));
    }

    private async Task<JsonNode?> AnyOpenAsync(string filter)
    {
        var answer = await AskAsync("GET", $"/api/orders?status=open{filter}");
        var open = JsonNode.Parse(answer.Body.Span)!["orders"]!.AsArray();
        return open.Count == 0 ? null : open[random.Next(open.Count)];
    }

    private string AnyDeployment() => deployments.Count == 0 ? "none" : deployments[random.Next(deployments.Count)];

    private string AnyAccount() => random.Next(2) == 0 ? AnyOwnAccount() : AnyDeployment();

    private string AnyOwnAccount() => accounts[random.Next(accounts.Count)];

    private Dictionary<string, string> Key() => new() { ["Idempotency-Key"] = string.Create(CultureInfo.InvariantCulture, $"key-{++keys}") };

    private static string Id(SimulatedResponse made) => JsonNode.Parse(made.Body.Span)!["id"]!.GetValue<string>();

    private static HttpAsk Json(string method, string path, JsonObject? body, IReadOnlyDictionary<string, string>? headers) =>
        new(method, path, body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json", headers);

    private Task<SimulatedResponse> AskAsync(string method, string path, JsonObject? body = null, IReadOnlyDictionary<string, string>? headers = null) =>
        AskAsync(Json(method, path, body, headers));

    /// <summary>Asks once, whatever the answer.</summary>
    /// <exception cref="SimulatedDeathException">There was none.</exception>
    public Task<SimulatedResponse> AskOnceAsync(HttpAsk request) => ask(request);

    /// <summary>Asks until there is an answer that is no failure of the app.</summary>
    public async Task<SimulatedResponse> AskAsync(HttpAsk request)
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

            await Task.Delay(habits.BetweenAttempts, clock);
        }
    }
}
