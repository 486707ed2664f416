using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>
/// The simulated market behind accounts: their orders trade against the bars that are stored after they came. Whoever asks brings an account up to
/// date, so that nothing depends on being told of new bars; being told only makes it soon.
/// </summary>
public sealed class PaperExchange(IPaperMemory memory, IBarStore bars, TimeProvider clock)
{
    private const int Attempts = 20;
    private const int MaxBars = 5000;

    // The session before is needed for price limits; the longest pause of the markets known lasted ten days.
    private static readonly TimeSpan Before = TimeSpan.FromDays(14);

    /// <summary>Trades an account's orders in an instrument against the bars that they have not seen.</summary>
    /// <returns>What became of them, oldest first; empty when there was nothing new.</returns>
    /// <exception cref="ConcurrentChangeException">The account was changed by others each time.</exception>
    public async Task<IReadOnlyList<ExecutionMessage>> AdvanceAsync(UserId user, AccountId account, InstrumentId instrument, CancellationToken cancellationToken)
    {
        List<ExecutionMessage> reports = [];
        for (var attempt = 0; attempt < Attempts;)
        {
            var stored = await memory.AccountAsync(user, account, cancellationToken);
            var working = (await memory.WorkingAsync(user, account, cancellationToken)).Where(order => order.Order.Intent?.Instrument == instrument && order.Order.Resting is not null).ToList();
            if (await NextAsync(stored, working, cancellationToken) is not { } next)
                return reports;
            if (await memory.TrySaveAsync(new PaperChange(user, account, stored, next.Account, next.Orders), cancellationToken))
                reports.AddRange(next.Reports);
            else
                attempt++;
        }

        throw new ConcurrentChangeException($"The simulated broker's account {account} was changed by others {Attempts} times in a row.");
    }

    /// <summary>Trades every account's orders against a series to which bars were added.</summary>
    /// <param name="series">Which series.</param>
    /// <param name="report">Takes what became of the orders.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task AdvanceAllAsync(BarKey series, Func<ExecutionMessage, Task> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<(UserId User, AccountId Account)> accounts = [];
        await foreach (var one in memory.AccountsInAsync(series.Instrument, cancellationToken))
            accounts.Add(one);
        foreach (var (user, account) in accounts)
        {
            foreach (var message in await AdvanceAsync(user, account, series.Instrument, cancellationToken))
                await report(message);
        }
    }

    /// <summary>The reports of changes, as a broker would send them.</summary>
    private static ExecutionMessage Report(OrderKey key, MarketChange change, DateTimeOffset barTime, DateTimeOffset at) => change switch
    {
        MarketChange.Filled fill => ExecutionMessage.OfFill(
            key, new Execution(new ExecutionId($"{key.Id}-{fill.Number}"), fill.Quantity, fill.Price, fill.Commission, barTime) { Tax = fill.Tax }, fill.Completes, at),
        MarketChange.Ended { Ending: MarketEnding.Expired } => ExecutionMessage.Of(key, ExecutionKinds.Expired, at),
        MarketChange.Ended { Ending: MarketEnding.Refused } refused => ExecutionMessage.Of(key, ExecutionKinds.Rejected, at, "not-covered", refused.Reason),
        MarketChange.Ended ended => ExecutionMessage.Of(key, ExecutionKinds.Cancelled, at, reason: ended.Reason),
        _ => throw new System.Diagnostics.UnreachableException($"{change.GetType().Name} has no report."),
    };

    private async Task<Advance?> NextAsync(StoredPaperAccount stored, List<StoredPaperOrder> working, CancellationToken cancellationToken)
    {
        // Orders that came when other bars were the newest trade against other series; one series at a time.
        foreach (var orders in working.GroupBy(order => order.Order.Series!.Value))
        {
            var from = orders.Min(order => order.Order.Cursor!.Value);
            var loaded = await bars.LoadAsync(orders.Key, from - Before, DateTimeOffset.MaxValue, cancellationToken);
            var first = loaded.IndexAtOrAfter(from.AddTicks(1));
            if (first < loaded.Count)
                return Trade(stored.Account, [.. orders], orders.Key, loaded, first, Math.Min(loaded.Count, first + MaxBars));
        }

        return null;
    }

    private Advance Trade(PaperAccount account, StoredPaperOrder[] orders, BarKey series, Domain.MarketData.BarSeries loaded, int first, int end)
    {
        var intents = orders.Select(order => order.Order.Intent!).ToArray();
        var segment = PaperBroker.SegmentOf(intents[0]);
        var market = new SimulatedMarket(segment, PaperCosts.Of(series.Instrument.Market));
        var after = orders.Select(order => order.Order).ToArray();
        List<ExecutionMessage> reports = [];
        for (var i = first; i < end; i++)
        {
            var bar = PaperBars.At(loaded, i, series.Interval, segment);
            var turn = Enumerable.Range(0, after.Length).Where(order => after[order].Works && after[order].Cursor < bar.Time).ToArray();
            var holding = new MarketHolding(account.CashIn(series.Instrument.Market.Currency), account.UnitsOf(series.Instrument));
            var step = market.Trade([.. turn.Select(order => after[order].Resting!)], holding, bar);
            for (var place = 0; place < turn.Length; place++)
                after[turn[place]] = after[turn[place]] with { Resting = step.Orders[place], Cursor = bar.Time };
            foreach (var change in step.Changes)
            {
                var order = Array.FindIndex(intents, intent => intent.Id == change.Order);
                var report = Report(OrderKey.Of(intents[order]), change, bar.Time, clock.GetUtcNow());
                after[order] = after[order] with { Reports = after[order].Reports.Add(report) };
                reports.Add(report);
                if (report.ToCommand() is RecordFill fill)
                    account = account.Trade(series.Instrument, intents[order].Side, fill.Execution);
            }

            if (!after.Any(order => order.Works))
                break;
        }

        return new Advance(account, [.. orders.Select((order, i) => (OrderKey.Of(intents[i]), (StoredPaperOrder?)order, after[i]))], reports);
    }

    private sealed record Advance(PaperAccount Account, IReadOnlyList<(OrderKey Key, StoredPaperOrder? Before, PaperOrder After)> Orders, IReadOnlyList<ExecutionMessage> Reports);
}
