using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Identity;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Reconciliation;
using Trading.Application.Risk;
using Trading.Application.Signals;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Local.Trials;

/// <summary>Holds what the system has stored against what its broker and its market say, and against itself.</summary>
/// <param name="services">The app's.</param>
/// <param name="journal">Knows what arrived at the broker, and takes what does not fit.</param>
/// <param name="random">Decides which byte is altered.</param>
internal sealed class TradingChecks(IServiceProvider services, TradingJournal journal, Random random)
{
    /// <summary>Longest time from a fate being open to its end or its escalation where the platform is at its best: a minute, the longest pause between two questions, and a question's way.</summary>
    private static readonly TimeSpan LongestOpenFate = OrderRules.EscalateAfter + TimeSpan.FromSeconds(30) + BrokerFaults.LongestWay;

    private readonly UserId user = services.GetRequiredService<ICurrentUser>().Id;
    private readonly IOrderRepository orders = services.GetRequiredService<IOrderRepository>();
    private readonly IBooks books = services.GetRequiredService<IBooks>();
    // The broker itself, not what stands before it.
    private readonly PaperBroker broker = services.GetRequiredService<PaperBroker>();

    /// <summary>Orders there are.</summary>
    public int Orders { get; private set; }

    /// <summary>Those that a person made.</summary>
    public int OrdersByHand { get; private set; }

    /// <summary>Their fills.</summary>
    public int Fills { get; private set; }

    /// <summary>Orders whose fate was open.</summary>
    public int OpenFates { get; private set; }

    /// <summary>Orders whose fate was open for too long.</summary>
    public int Escalations { get; private set; }

    /// <summary>When nothing has gone wrong for a while, every order is settled, rests in the market, or is in the hands of a person.</summary>
    public async Task RestAsync()
    {
        foreach (var order in await OrdersAsync())
        {
            if (!order.IsSettled && !order.IsEscalated && order.Status is not (OrderStatus.Working or OrderStatus.PartiallyFilled))
            {
                var events = await orders.EventsAsync(OrderKey.Of(order.Intent), CancellationToken.None);
                journal.Broken($"order {order.Id} is {order.Status} although nothing has gone wrong for a while: {Story(events.Select(one => one.Event))}");
            }
        }
    }

    /// <summary>When everything was taken back: every order is settled, and everything adds up.</summary>
    /// <param name="isPlatformCalm">The platform was at its best, so that open fates are measured.</param>
    public async Task EndAsync(bool isPlatformCalm)
    {
        var all = await OrdersAsync();
        (Orders, OrdersByHand) = (all.Count, all.Count(order => order.Intent.Deployment is null));
        foreach (var order in all)
        {
            if (!order.IsSettled)
                journal.Broken($"order {order.Id} is {order.Status} at the end, {order.Booked.Count} of {order.Executions.Count} fills booked");
            await CheckHistoryAsync(order, isPlatformCalm);
            await CheckSizeAsync(order, all);
        }

        foreach (var unknown in journal.Arrivals.Except(all.Select(order => order.Id)))
            journal.Broken($"order {unknown} arrived at the broker and is not stored");
        CheckPromises(all);
        foreach (var account in all.GroupBy(order => order.Intent.Account))
            await CheckAccountAsync(account.Key, [.. account]);
        await CheckDeploymentsAsync(all);
        await CheckSignalsAsync(all);
        await CheckReconciliationAsync();
        await CheckAlterationAsync(all);
    }

    private async Task<List<Order>> OrdersAsync()
    {
        List<Order> all = [];
        await foreach (var order in orders.ListAsync(user, null, CancellationToken.None))
            all.Add(order);
        return [.. all.OrderBy(order => order.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>Every order that was acknowledged is there, and no person's order is there that was not; exits trade no more than their entry did, unless a person made another one of them.</summary>
    private void CheckPromises(List<Order> all)
    {
        foreach (var lost in journal.Promised.Keys.Except(all.Select(order => order.Id)))
            journal.Broken($"order {lost} was acknowledged and is not stored");
        // What a person makes here has no tag; exits, flattenings and guards have theirs.
        foreach (var surplus in all.Where(order => order.Intent is { Signal: null, Tag: null } && !journal.Promised.ContainsKey(order.Id)))
            journal.Broken($"order {surplus.Id} is stored and was never acknowledged");
        foreach (var exits in all.Where(order => order.Intent.Entry is not null && !journal.Promised.ContainsKey(order.Id)).GroupBy(order => order.Intent.Entry!.Value))
        {
            var entry = all.Single(order => order.Id == exits.Key);
            var left = exits.Sum(exit => exit.Filled.Value);
            if (left > entry.Filled.Value)
                journal.Broken($"order {entry.Id} traded {entry.Filled}, and its exits {left}");
        }
    }

    /// <summary>The events add up to the order bit for bit, the certificate holds, and a fate was not open for longer than it may be.</summary>
    private async Task CheckHistoryAsync(Order order, bool isPlatformCalm)
    {
        var stored = await orders.SealedAsync(OrderKey.Of(order.Intent), CancellationToken.None);
        foreach (var problem in OrderCertificate.Of(stored!).Problems)
            journal.Broken($"order {order.Id}: {problem}");
        var events = stored!.Events.Select(one => one.Event!).ToList();
        if (Text(OrderRules.Fold(events)) != Text(order))
            journal.Broken($"order {order.Id}: its events add up to {Text(OrderRules.Fold(events))}; stored is {Text(order)}");

        if (events.FindIndex(happened => happened is FateUnknown) is var unknown and >= 0)
        {
            OpenFates++;
            var end = events.Skip(unknown + 1).FirstOrDefault(happened => happened is not CancelRequested and not ContradictionNoted);
            var wasEscalated = events.Take(unknown).Any(happened => happened is FateEscalated);
            if (isPlatformCalm && !wasEscalated && end is not null && end.At - events[unknown].At > LongestOpenFate)
                journal.Broken($"order {order.Id}: its fate was open for {end.At - events[unknown].At}; {Story(events)}");
        }

        Escalations += order.IsEscalated ? 1 : 0;
    }

    /// <summary>No more was traded than was asked for, what orders traded counted in whose place it came.</summary>
    private async Task CheckSizeAsync(Order order, List<Order> all)
    {
        var spent = order.Executions.Sum(execution => (execution.Price * execution.Quantity).Value + execution.Commission.Value + execution.Tax.Value);
        var filled = order.Filled;
        List<Order> chain = [order];
        for (var before = order.Intent.Replaces; before is not null;)
        {
            var replaced = all.Single(one => one.Id == before);
            filled += replaced.Filled;
            chain.Add(replaced);
            before = replaced.Intent.Replaces;
        }

        var isExceeded = order.Intent.Size switch
        {
            OrderSize.Units units => !order.Filled.IsZero && filled > units.Quantity,
            OrderSize.Cash cash => spent > cash.Amount.Value,
            _ => true,
        };
        if (!isExceeded)
            return;
        journal.Broken($"order {order.Id} traded {order.Filled} for {spent}, with those before it {filled}; asked for was {order.Intent.Size}");
        foreach (var one in chain)
            journal.Broken($"  order {one.Id}: {Story((await orders.EventsAsync(OrderKey.Of(one.Intent), CancellationToken.None)).Select(recorded => recorded.Event))}");
    }

    /// <summary>Every fill of the broker is in its order and in the ledger, once; cash and positions are what the fills add up to.</summary>
    private async Task CheckAccountAsync(AccountId account, IReadOnlyList<Order> itsOrders)
    {
        var held = (await books.FindAsync(user, account, CancellationToken.None))!.Books;
        var entries = await EntriesAsync(account, held.Version);
        var folded = entries.Aggregate(AccountBooks.Empty(account, held.Currency), (current, entry) => current.Apply(entry));
        if (Text(folded) != Text(held))
            journal.Broken($"account {account}: its entries add up to {Text(folded)}; stored is {Text(held)}");
        Same($"account {account}: cash and cost less what is owed", 0,
            held.Cash.Value + held.Positions.Values.Sum(position => position.Cost.Value) + held.Fees.Value + held.Taxes.Value -
            held.Deposits.Value - held.RealisedProfit.Value - held.Interest.Value - held.Dividends.Value);

        var (cash, units) = (held.Deposits.Value, new SortedDictionary<string, decimal>(StringComparer.Ordinal));
        var booked = entries.Where(entry => entry.Kind == Bookkeeping.TradeKind).Select(entry => entry.Id).Order(StringComparer.Ordinal);
        List<string> traded = [];
        foreach (var order in itsOrders)
        {
            var fills = (await broker.ReportsAsync(OrderKey.Of(order.Intent), CancellationToken.None)).Where(report => report.Kind == ExecutionKinds.Fill).ToList();
            Same($"order {order.Id}: fills at the broker and here", Line(fills.Select(Figures)), Line(order.Executions.Select(Figures)));
            foreach (var fill in fills)
            {
                var direction = order.Intent.Side is Side.Buy ? 1 : -1;
                cash -= (direction * (new Price(fill.Price) * new Quantity(fill.Quantity)).Value) + fill.Commission + fill.Tax;
                var instrument = order.Intent.Instrument.ToString();
                units[instrument] = units.GetValueOrDefault(instrument) + (direction * fill.Quantity);
                traded.Add(Bookkeeping.TradeEntryId(new ExecutionId(fill.ExecutionId!)));
            }

            Fills += fills.Count;
        }

        foreach (var heard in journal.Fills.Values.Where(fill => fill.Account == account.Value && !traded.Contains(Bookkeeping.TradeEntryId(new ExecutionId(fill.ExecutionId!)))))
            journal.Broken($"order {heard.Order}: fill {heard.ExecutionId}, which the market reported, is nowhere");
        Same($"account {account}: fills at the broker and in the ledger", Line(traded), Line(booked));
        Same($"account {account}: cash at the broker and in the ledger", cash, held.Cash.Value);
        var kept = (await services.GetRequiredService<IPaperMemory>().AccountAsync(user, account, CancellationToken.None)).Account;
        Same($"account {account}: cash as the broker counts it and in the ledger", kept.CashIn(held.Currency), held.Cash.Value);
        Same($"account {account}: positions as the broker counts them and in the ledger",
            Line(kept.Units.Select(one => $"{one.Key} {one.Value:0.########}")),
            Line(held.Positions.Values.Select(position => $"{position.Instrument} {position.Units:0.########}")));
        Same($"account {account}: positions at the broker and in the ledger",
            Line(units.Where(one => one.Value != 0).Select(one => $"{one.Key} {one.Value:0.########}")),
            Line(held.Positions.Values.Select(position => $"{position.Instrument} {position.Units:0.########}")));
    }

    private async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(AccountId account, int count)
    {
        List<LedgerEntry> entries = [];
        while (entries.Count < count && await books.EntriesAsync(user, account, entries.Count, GetLedgerHandler.MaxPage, CancellationToken.None) is { Count: > 0 } page)
            entries.AddRange(page.Select(numbered => numbered.Entry));
        return entries;
    }

    /// <summary>Every deployment has ended, and every signal became an order.</summary>
    private async Task CheckDeploymentsAsync(List<Order> all)
    {
        await foreach (var deployment in services.GetRequiredService<IDeploymentRepository>().ListAsync(user, CancellationToken.None))
        {
            if (!deployment.HasEnded || deployment.Status is DeploymentStatus.Failed)
                journal.Broken($"deployment {deployment.Id} is {deployment.Status} at the end: {deployment.Failure}");
            var made = all.Count(order => order.Intent.Deployment == deployment.Id);
            if (made != deployment.Signals)
                journal.Broken($"deployment {deployment.Id} raised {deployment.Signals} signals and has {made} orders");
        }
    }

    /// <summary>Every signal that was asked for is there and became its order.</summary>
    private async Task CheckSignalsAsync(List<Order> all)
    {
        var lost = journal.Signals.ToHashSet();
        await foreach (var signal in services.GetRequiredService<ISignalRepository>().ListAsync(user, null, CancellationToken.None))
        {
            lost.Remove(signal.Id.Value);
            if (signal.Request is not null && !all.Exists(order => order.Id == signal.OrderId && order.Intent.Signal == signal.Id))
                journal.Broken($"signal {signal.Id} of {signal.RaisedAt:HH:mm:ss} has no order");
        }

        foreach (var signal in lost)
            journal.Broken($"signal {signal} was acknowledged and is not stored");
    }

    /// <summary>The broker forgets nothing: whatever went wrong on the way, in the end every account agrees with it, and none stands halted for a difference.</summary>
    private async Task CheckReconciliationAsync()
    {
        foreach (var look in await services.GetRequiredService<IReconciliationRepository>().ListAsync(user, CancellationToken.None))
        {
            if (look.Outcome is not ReconciliationOutcome.Agrees)
                journal.Broken($"account {look.Account}: the look of {look.At:HH:mm:ss} says {look.Outcome}: {string.Join("; ", look.Differences)}");
        }

        foreach (var halt in await services.GetRequiredService<RiskSettings>().HaltsAsync(user, CancellationToken.None))
        {
            if (halt.Reason.StartsWith(ReconcileAccountHandler.HaltReason, StringComparison.Ordinal))
                journal.Broken($"account {halt.Account} was halted at {halt.ChangedAt:HH:mm:ss}: {halt.Reason}");
        }
    }

    /// <summary>Alters one byte of one stored event: the order's certificate must tell.</summary>
    private async Task CheckAlterationAsync(List<Order> all)
    {
        if (all.Count == 0)
            return;
        var order = all[random.Next(all.Count)];
        var (partition, version) = ($"{user}|{order.Intent.Account}", random.Next(1, order.Version + 1));
        var table = services.GetRequiredService<TableServiceClient>().GetTableClient("orders");
        var row = (await table.GetEntityAsync<TableEntity>(partition, string.Create(CultureInfo.InvariantCulture, $"event|{order.Id}|{version:D6}"))).Value;
        var text = row.GetString("Json").ToCharArray();
        var place = random.Next(text.Length);
        text[place] = (char)(text[place] ^ 1);
        row["Json"] = new string(text);
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        if (OrderCertificate.Of((await orders.SealedAsync(OrderKey.Of(order.Intent), CancellationToken.None))!).IsIntact)
            journal.Broken($"order {order.Id}: one byte of event {version} was altered at {place}, and its certificate holds");
    }

    private void Same<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            journal.Broken($"{what}: {expected} and {found}");
    }

    private static string Figures(ExecutionMessage fill) => Figures(fill.ExecutionId!, fill.Quantity, fill.Price, fill.Commission, fill.Tax);

    private static string Figures(Execution fill) => Figures(fill.Id.Value, fill.Quantity.Value, fill.Price.Value, fill.Commission.Value, fill.Tax.Value);

    private static string Figures(string id, decimal quantity, decimal price, decimal commission, decimal tax) =>
        string.Create(CultureInfo.InvariantCulture, $"{id} {quantity} @ {price}, {commission}, {tax}");

    private static string Line(IEnumerable<string> items) => string.Join("; ", items.Order(StringComparer.Ordinal));

    private static string Story(IEnumerable<OrderEvent> events) =>
        string.Join(", ", events.Select(happened => string.Create(CultureInfo.InvariantCulture, $"{happened.At:HH:mm:ss} {happened.GetType().Name}")));

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
