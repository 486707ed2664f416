using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Trading.Application.Reconciliation;

namespace Trading.Local.Trials;

/// <summary>Holds what the program answers its user, after all that happened, against what it promised and against itself.</summary>
/// <param name="user">Asks.</param>
/// <param name="journal">Knows what was promised, and takes what does not fit.</param>
internal sealed class KilledTrialAnswers(SimulatedUser user, TradingJournal journal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Books = ["balance", "ledger", "lots"];

    /// <summary>Takes everything back until nothing is left to do: orders settled, deployments ended, signals ordered, books and brokers in agreement.</summary>
    public async Task RestAsync(CancellationToken cancellationToken)
    {
        await user.EndAsync();
        for (var since = Stopwatch.StartNew(); await WaitingForAsync() is { } what; await Task.Delay(BetweenLooks, cancellationToken))
        {
            if (since.Elapsed > Patience)
            {
                journal.Broken($"after {Patience.TotalMinutes} minutes without a kill: {what}");
                return;
            }
        }
    }

    /// <summary>Asks of all that was promised.</summary>
    public async Task CheckAsync()
    {
        var orders = (await AllAsync("/api/orders?limit=1000", "orders")).ToDictionary(Id);
        foreach (var (order, request) in journal.Promised)
        {
            var again = await user.AskAsync(request);
            if (again.Status != 202 || Id(JsonNode.Parse(again.Body.Span)!) != order.Value)
                journal.Broken($"order {order}: its request repeated under its key is answered {again.Status} {again.Text}");
        }

        if ((await AllAsync("/api/orders?limit=1000", "orders")).Count is var count && count != orders.Count)
            journal.Broken($"there are {count} orders after every request was repeated under its key, and {orders.Count} before");
        foreach (var order in orders.Keys)
        {
            if (await GetAsync($"/api/orders/{order}/certificate/verification") is var verified && !verified["intact"]!.GetValue<bool>())
                journal.Broken($"order {order}: {verified.ToJsonString()}");
        }

        if (await GetAsync("/api/reconciliation") is var looks && looks["differences"]!.GetValue<int>() != 0)
            journal.Broken($"books and brokers differ: {looks.ToJsonString()}");
        foreach (var account in user.Accounts)
            await CheckLedgerAsync(account, orders);
    }

    /// <summary>All that is said of the accounts' books, by path.</summary>
    public async Task<IReadOnlyDictionary<string, string>> BooksAsync()
    {
        Dictionary<string, string> books = [];
        string[] paths = ["/api/portfolio", "/api/portfolio/positions", .. user.Accounts.SelectMany(account => Books.Select(what => $"/api/accounts/{account}/{what}"))];
        foreach (var path in paths)
            books[path] = (await GetAsync(path)).ToJsonString();
        return books;
    }

    /// <summary>Entries balance; each fill is booked once, under its order; and the file of transactions has the same trades.</summary>
    private async Task CheckLedgerAsync(string account, Dictionary<string, JsonNode> orders)
    {
        var entries = await AllAsync($"/api/accounts/{account}/ledger?limit=1000", "entries");
        foreach (var entry in entries.Where(entry => entry["postings"]!.AsArray().Sum(posting => Amount(posting!, "amount")) != 0 && Text(entry, "kind") != "conversion"))
            journal.Broken($"account {account}: entry {entry.ToJsonString()} does not balance");
        if (entries.Select(Id).Distinct().Count() != entries.Count)
            journal.Broken($"account {account}: entries have the same id");

        var file = await user.AskAsync(new HttpAsk("GET", $"/api/portfolio/transactions?account={account}", Headers: new Dictionary<string, string> { ["Accept"] = "text/csv" }));
        var trades = file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();
        if (!trades.Select(trade => trade[^1]).ToHashSet().SetEquals(entries.Where(entry => Text(entry, "kind") == "trade").Select(Id)))
            journal.Broken($"account {account}: the file of transactions has other trades than the ledger");
        var traded = trades.GroupBy(trade => trade[^2]).ToDictionary(one => one.Key, one => one.Sum(trade => decimal.Parse(trade[4], CultureInfo.InvariantCulture)));
        foreach (var order in orders.Values.Where(order => Text(order, "account") == account && traded.GetValueOrDefault(Id(order)) != Amount(order, "filled")))
            journal.Broken($"order {Id(order)} traded {Amount(order, "filled")}, of which {traded.GetValueOrDefault(Id(order))} is in the file of transactions");
    }

    /// <summary>What is left to do; null for nothing.</summary>
    private async Task<string?> WaitingForAsync()
    {
        if ((await AllAsync("/api/orders?limit=1000", "orders")).Find(order => !order["isSettled"]!.GetValue<bool>()) is { } unsettled)
        {
            // What came after the last wish to cancel, such as the exits of a late fill, is taken back as well.
            await user.EndAsync();
            foreach (var account in user.Accounts)
                await LookAsync(account);
            return $"order {unsettled.ToJsonString()}";
        }

        if ((await GetAsync("/api/deployments"))["deployments"]!.AsArray().FirstOrDefault(one => Text(one!, "status") is "running" or "stopping") is { } deployment)
            return $"deployment {deployment.ToJsonString()}";
        if ((await AllAsync("/api/signals/all?limit=100", "signals")).Find(signal => signal["order"] is null) is { } signal)
            return $"signal {signal.ToJsonString()}";
        foreach (var account in user.Accounts)
        {
            if (await LookAsync(account) is var look && look != nameof(ReconciliationOutcome.Agrees))
                return $"books and broker of account {account}: {look}";
        }

        return null;
    }

    // A broker on a bad day can't always be asked; another look follows.
    private async Task<string> LookAsync(string account)
    {
        var look = await user.AskOnceAsync(new HttpAsk("POST", $"/api/accounts/{account}/reconciliation"));
        return look.Status == 200 && JsonNode.Parse(look.Body.Span)!["agrees"]!.GetValue<bool>() ? nameof(ReconciliationOutcome.Agrees) : $"{look.Status} {look.Text}";
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse((await user.AskAsync(new HttpAsk("GET", path))).Body.Span)!;

    private async Task<List<JsonNode>> AllAsync(string path, string list)
    {
        List<JsonNode> all = [];
        string? continuation = null;
        do
        {
            var page = await GetAsync(continuation is null ? path : $"{path}&continuation={Uri.EscapeDataString(continuation)}");
            all.AddRange(page[list]!.AsArray().Select(item => item!));
            continuation = page["continuation"]?.GetValue<string>();
        }
        while (continuation is not null);
        return all;
    }

    private static string Id(JsonNode node) => Text(node, "id");

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();

    private static decimal Amount(JsonNode node, string field) => decimal.Parse(Text(node, field), CultureInfo.InvariantCulture);
}
