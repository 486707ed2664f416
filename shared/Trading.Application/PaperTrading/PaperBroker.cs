using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;
using Trading.Domain.Values;

namespace Trading.Application.PaperTrading;

/// <summary>
/// The simulated broker: cash accounts with their own count of money and units, and orders that it takes once each and keeps until the market
/// trades them. It gives the same answers however often it is asked. Orders of accounts trade against stored bars and order books (<see cref="PaperExchange"/>), those of a
/// deployment at the opens of its own bars.
/// </summary>
public sealed class PaperBroker(IPaperMemory memory, PaperExchange exchange, LatestPrices prices, PaperReports reports, TimeProvider clock) : IBroker, IPaperMarket
{
    /// <summary>Its code.</summary>
    public const string Code = NewOrder.Simulator;

    private const int Attempts = 20;

    /// <inheritdoc/>
    public BrokerCapabilities Capabilities { get; } = new(TakesClientOrderIds: true) { Code = Code, TellsState = true };

    /// <inheritdoc/>
    public async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var key = OrderKey.Of(order);
        var answer = await RepeatAsync<Result<BrokerOrderId, BrokerRefusal>>(key.Account, async () =>
        {
            if (await memory.FindAsync(key, cancellationToken) is { Order: var known })
                return (true, AnswerOf(key, known));
            var account = await memory.AccountAsync(key.User, key.Account, cancellationToken);
            var taken = order.Deployment is null ? await TakeAsync(order, account.Account, cancellationToken) : new PaperOrder(order, clock.GetUtcNow());
            return (await memory.TrySaveAsync(new PaperChange(key.User, key.Account, account, account.Account, [(key, null, taken)]), cancellationToken), AnswerOf(key, taken));
        });
        if (order.Deployment is not null || !answer.TryGet(out _, out _))
            return answer;
        // What is lost here is found by asking for reports.
        if (order.Group is not null && await memory.FindAsync(key, cancellationToken) is { Order.Works: false } ended)
        {
            foreach (var report in ended.Order.Reports)
                await reports.SendAsync(report, cancellationToken);
        }

        foreach (var report in await exchange.MeetBookAsync(key.User, key.Account, order.Instrument, cancellationToken))
            await reports.SendAsync(report, cancellationToken);
        return answer;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken)
    {
        if (await memory.FindAsync(key, cancellationToken) is { Order: { Works: true, Resting: not null } resting })
            await exchange.AdvanceAsync(key.User, key.Account, resting.Intent!.Instrument, cancellationToken);
        if (await memory.FindAsync(key, cancellationToken) is not { Order: var order })
            return [];
        if (order.Intent is null || order.WasRefused)
            return order.Reports;
        return
        [
            ExecutionMessage.Of(key, ExecutionKinds.Accepted, order.AcceptedAt, IdOf(key).Value),
            ExecutionMessage.Of(key, ExecutionKinds.Working, order.AcceptedAt),
            .. order.Reports,
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // What the market has traded already, it has traded.
        await ReportsAsync(key, cancellationToken);
        return await RepeatAsync<IReadOnlyList<ExecutionMessage>>(key.Account, async () =>
        {
            var cancelled = ExecutionMessage.Of(key, ExecutionKinds.Cancelled, at, reason: reason);
            var stored = await memory.FindAsync(key, cancellationToken);
            if (stored is { Order.Works: false })
                return (true, stored.Order.Reports);
            var order = stored?.Order ?? new PaperOrder(null, at);
            order = order with { Reports = order.Reports.Add(cancelled) };
            var account = await memory.AccountAsync(key.User, key.Account, cancellationToken);
            return (await memory.TrySaveAsync(new PaperChange(key.User, key.Account, account, account.Account, [(key, stored, order)]), cancellationToken), order.Reports);
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecutionMessage>> TradeAtOpenAsync(
        OrderKey key, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at, CancellationToken cancellationToken) =>
        RepeatAsync<IReadOnlyList<ExecutionMessage>>(key.Account, async () =>
        {
            if (await memory.FindAsync(key, cancellationToken) is not { Order: { Intent: { } intent } order } stored)
                return (true, []);
            if (!order.Works)
                return (true, order.Cursor == barTime ? order.Reports : []);
            var account = await memory.AccountAsync(key.User, key.Account, cancellationToken);
            var report = Trade(key, intent, barTime, open, costs, at);
            var after = report.ToCommand() is RecordFill fill ? account.Account.Trade(intent.Instrument, intent.Side, fill.Execution) : account.Account;
            var ended = order with { Reports = [report], Cursor = barTime };
            return (await memory.TrySaveAsync(new PaperChange(key.User, key.Account, account, after, [(key, stored, ended)]), cancellationToken), ended.Reports);
        });

    /// <inheritdoc/>
    public async Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var working = await memory.WorkingAsync(user, account, cancellationToken);
        var held = (await memory.AccountAsync(user, account, cancellationToken)).Account;
        return new BrokerState(held.Cash, held.Units, [.. working.Where(stored => stored.Order.Intent is not null).Select(stored => Listed(stored.Order))]);
    }

    /// <summary>Moves money and units without a trade, once for each reference.</summary>
    /// <returns>False when it must be covered and is not; then nothing changed.</returns>
    public Task<bool> MoveAsync(UserId user, AccountId account, PaperMovement movement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(movement);
        return RepeatAsync(account, async () =>
        {
            if (await memory.HasTransferAsync(user, account, movement.Reference, cancellationToken))
                return (true, true);
            var stored = await memory.AccountAsync(user, account, cancellationToken);
            var after = stored.Account.Move(movement);
            if (movement.MustBeCovered && movement.Cash.Any(one => one.Value < 0 && after.CashIn(one.Key) < 0))
                return (true, false);
            return (await memory.TrySaveAsync(new PaperChange(user, account, stored, after, []) { Transfer = movement.Reference }, cancellationToken), true);
        });
    }

    /// <summary>Where an order's instrument is listed.</summary>
    internal static Segment SegmentOf(NewOrder order) => order.Segment ?? SegmentRules.SegmentsOf(order.Instrument.Market)[0];

    private async Task<PaperOrder> TakeAsync(NewOrder order, PaperAccount account, CancellationToken cancellationToken)
    {
        await memory.NoteAsync(order.Instrument, order.User, order.Account, cancellationToken);
        var working = (await memory.WorkingAsync(order.User, order.Account, cancellationToken)).Select(stored => stored.Order).ToList();
        var last = await prices.FindAsync(order.Instrument, cancellationToken);
        var at = clock.GetUtcNow();
        if (order.Group is { } group && await memory.GroupTradedAsync(order.User, order.Account, group, cancellationToken) is { } traded && PaperRules.CameTooLate(order, traded))
            return new PaperOrder(order, at) { Reports = [ExecutionMessage.Of(OrderKey.Of(order), ExecutionKinds.Cancelled, at, reason: $"Another order of its group, {group}, traded before it came.")] };
        if (PaperRules.Refuse(order, account, working, last) is { } refusal)
            return new PaperOrder(order, at) { Reports = [ExecutionMessage.Of(OrderKey.Of(order), ExecutionKinds.Rejected, at, refusal.Code, refusal.Reason)], WasRefused = true };
        return new PaperOrder(order, at)
        {
            Resting = new RestingOrder(order.Id, order.Side, order.Instructions, order.Size, order.Group, last!.Price.Value),
            Series = last.Series,
            Cursor = last.BarTime,
        };
    }

    private static Result<BrokerOrderId, BrokerRefusal> AnswerOf(OrderKey key, PaperOrder order)
    {
        if (order.Intent is null)
            return new BrokerRefusal("cancelled", "The order was cancelled before it arrived.");
        return order.Refusal is { } refusal ? refusal : IdOf(key);
    }

    private static async Task<T> RepeatAsync<T>(AccountId account, Func<Task<(bool IsSaved, T Answer)>> attempt)
    {
        for (var count = 0; count < Attempts; count++)
        {
            if (await attempt() is (true, var answer))
                return answer;
        }

        throw new ConcurrentChangeException($"The simulated broker's account {account} was changed by others {Attempts} times in a row.");
    }

    private static ExecutionMessage Trade(OrderKey key, NewOrder intent, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at) =>
        FillModel.AtOpen(intent.Side, intent.Size, open, costs) is { } fill
            ? ExecutionMessage.OfFill(key, new Execution(new ExecutionId($"{key.Id}-1"), fill.Quantity, fill.Price, fill.Commission, barTime), completes: true, at)
            : ExecutionMessage.Of(key, ExecutionKinds.Rejected, at, "nothing-to-trade", $"The order buys nothing at an open of {open}.");

    private static BrokerOrder Listed(PaperOrder order) => new(
        IdOf(OrderKey.Of(order.Intent!)).Value, order.Intent!.Id, order.Intent.Instrument,
        order.Reports.Where(report => report.Kind == ExecutionKinds.Fill).Sum(report => report.Quantity));

    private static BrokerOrderId IdOf(OrderKey key) => new($"paper-{key.Id}");
}
