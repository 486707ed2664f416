using System.Diagnostics;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>An account on its way through bars or a book: its orders in one instrument, and what became of them.</summary>
/// <param name="before">The account as it was read.</param>
/// <param name="orders">All its orders that work there, oldest first.</param>
/// <param name="at">Now, UTC; reports are stamped with it.</param>
internal sealed class PaperAdvance(StoredPaperAccount before, IReadOnlyList<StoredPaperOrder> orders, DateTimeOffset at)
{
    private readonly NewOrder[] intents = [.. orders.Select(order => order.Order.Intent!)];
    private readonly PaperOrder[] after = [.. orders.Select(order => order.Order)];
    private readonly List<ExecutionMessage> reports = [];
    private PaperAccount account = before.Account;
    private readonly Dictionary<string, DateTimeOffset> tradedGroups = new(StringComparer.Ordinal);
    private BookTaken? taken;

    /// <summary>What became of the orders, oldest first.</summary>
    public IReadOnlyList<ExecutionMessage> Reports => reports;

    /// <summary>True while an order is in the market.</summary>
    public bool Works => after.Any(order => order.Works);

    /// <summary>Where the instrument is listed.</summary>
    public Segment Segment { get; } = PaperBroker.SegmentOf(orders[0].Order.Intent!);

    private InstrumentId Instrument => intents[0].Instrument;

    private SimulatedMarket Market => new(Segment, PaperCosts.Of(Instrument.Market));

    private MarketHolding Holding => new(account.CashIn(Instrument.Market.Currency), account.UnitsOf(Instrument));

    /// <summary>Trades a bar of a series: the orders that trade against the series and have not seen it.</summary>
    public void Trade(BarKey series, MarketBar bar)
    {
        var turn = Turn(order => order.Series == series && order.Cursor < bar.Time);
        var step = Market.Trade([.. turn.Select(order => after[order].Resting!)], Holding, bar);
        Take(turn, step, _ => bar.Time);
        foreach (var order in turn)
            after[order] = after[order] with { Cursor = bar.Time };
    }

    /// <summary>Trades a book: the orders that still have to meet it. A fill counts from when its order and the book were both there.</summary>
    public void Trade(MarketBook book)
    {
        var turn = Turn(order => PaperBooks.IsAhead(book.Book, order));
        var time = book.Book.Time;
        var step = Market.Trade([.. turn.Select(order => after[order].Resting!)], Holding, book);
        Take(turn, step, order => time > order.AcceptedAt ? time : order.AcceptedAt);
        taken = new BookTaken(time, step.Taken);
    }

    /// <summary>All of it, to be stored.</summary>
    public PaperChange Change(UserId user, AccountId owner) =>
        new(user, owner, before, account,
            [.. orders.Select((order, i) => (OrderKey.Of(intents[i]), Before: (StoredPaperOrder?)order, After: after[i])).Where(change => change.Before!.Order != change.After)])
        {
            Taken = taken is null ? null : (Instrument, taken),
            TradedGroups = tradedGroups,
        };

    private int[] Turn(Func<PaperOrder, bool> hasTurn) => [.. Enumerable.Range(0, after.Length).Where(order => after[order].Works && hasTurn(after[order]))];

    private void Take(int[] turn, MarketStep step, Func<PaperOrder, DateTimeOffset> tradedAt)
    {
        for (var place = 0; place < turn.Length; place++)
            after[turn[place]] = after[turn[place]] with { Resting = step.Orders[place] };
        foreach (var change in step.Changes)
        {
            var order = Array.FindIndex(intents, intent => intent.Id == change.Order);
            if (Add(order, change, tradedAt(after[order])).ToCommand() is not RecordFill fill)
                continue;
            account = account.Trade(Instrument, intents[order].Side, fill.Execution);
            EndGroup(order);
        }
    }

    /// <summary>Orders of the group that had no turn end as well; those that had one are ended by the market.</summary>
    private void EndGroup(int traded)
    {
        if (intents[traded].Group is { } named)
            tradedGroups[named] = at;
        for (var other = 0; other < after.Length; other++)
        {
            if (other == traded || !after[other].Works || after[other].Resting is not { IsDone: false, Group: { } group } || group != intents[traded].Group)
                continue;
            after[other] = after[other] with { Resting = after[other].Resting! with { IsDone = true } };
            Add(other, MarketChange.Ended.ByGroup(intents[other].Id, intents[traded].Id), default);
        }
    }

    private ExecutionMessage Add(int order, MarketChange change, DateTimeOffset tradedAt)
    {
        var report = Report(OrderKey.Of(intents[order]), change, tradedAt);
        after[order] = after[order] with { Reports = after[order].Reports.Add(report) };
        reports.Add(report);
        return report;
    }

    /// <summary>A change as a broker would report it.</summary>
    private ExecutionMessage Report(OrderKey key, MarketChange change, DateTimeOffset tradedAt) => change switch
    {
        MarketChange.Filled fill => ExecutionMessage.OfFill(
            key, new Execution(new ExecutionId($"{key.Id}-{fill.Number}"), fill.Quantity, fill.Price, fill.Commission, tradedAt) { Tax = fill.Tax }, fill.Completes, at),
        MarketChange.Ended { Ending: MarketEnding.Expired } => ExecutionMessage.Of(key, ExecutionKinds.Expired, at),
        MarketChange.Ended { Ending: MarketEnding.Refused } refused => ExecutionMessage.Of(key, ExecutionKinds.Rejected, at, "not-covered", refused.Reason),
        MarketChange.Ended ended => ExecutionMessage.Of(key, ExecutionKinds.Cancelled, at, reason: ended.Reason),
        _ => throw new UnreachableException($"{change.GetType().Name} has no report."),
    };
}
