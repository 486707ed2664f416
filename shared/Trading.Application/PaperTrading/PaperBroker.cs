using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.PaperTrading;

/// <summary>
/// The simulated broker: takes each order id once, keeps it until the market opens, and gives the same answers however often it is asked.
/// </summary>
public sealed class PaperBroker(IPaperOrders orders, TimeProvider clock) : IBroker, IPaperMarket
{
    private const int Attempts = 10;

    /// <inheritdoc/>
    public BrokerCapabilities Capabilities { get; } = new(TakesClientOrderIds: true);

    /// <inheritdoc/>
    public async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
    {
        var key = OrderKey.Of(order);
        if (!await orders.TryAddAsync(key, new PaperOrder(order, clock.GetUtcNow()), cancellationToken) &&
            await orders.FindAsync(key, cancellationToken) is { Order.Intent: null })
            return new BrokerRefusal("cancelled", "The order was cancelled before it arrived.");
        return IdOf(key);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken)
    {
        if (await orders.FindAsync(key, cancellationToken) is not { Order: var order })
            return [];
        if (order.Intent is null)
            return order.End;
        return
        [
            ExecutionMessage.Of(key, ExecutionKinds.Accepted, order.AcceptedAt, IdOf(key).Value),
            ExecutionMessage.Of(key, ExecutionKinds.Working, order.AcceptedAt),
            .. order.End,
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var cancelled = ExecutionMessage.Of(key, ExecutionKinds.Cancelled, at, reason: reason);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await orders.FindAsync(key, cancellationToken) is not { } stored)
            {
                if (await orders.TryAddAsync(key, new PaperOrder(null, at) { End = [cancelled] }, cancellationToken))
                    return [cancelled];
            }
            else if (!stored.Order.Works)
                return stored.Order.End;
            else if (await orders.TrySaveAsync(key, stored, stored.Order with { End = [cancelled] }, cancellationToken))
                return [cancelled];
        }

        throw new ConcurrentChangeException($"The simulated broker's order {key.Id} was changed by others {Attempts} times in a row.");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> TradeAtOpenAsync(
        OrderKey key, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await orders.FindAsync(key, cancellationToken) is not { Order: { Intent: { } intent } order } stored)
                return [];
            if (!order.Works)
                return order.EndedAtBar == barTime ? order.End : [];
            var end = order with { End = [Trade(key, intent, barTime, open, costs, at)], EndedAtBar = barTime };
            if (await orders.TrySaveAsync(key, stored, end, cancellationToken))
                return end.End;
        }

        throw new ConcurrentChangeException($"The simulated broker's order {key.Id} was changed by others {Attempts} times in a row.");
    }

    private static ExecutionMessage Trade(OrderKey key, NewOrder intent, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at) =>
        FillModel.AtOpen(intent.Side, intent.Size, open, costs) is { } fill
            ? ExecutionMessage.OfFill(key, new Execution(new ExecutionId($"{key.Id}-1"), fill.Quantity, fill.Price, fill.Commission, barTime), completes: true, at)
            : ExecutionMessage.Of(key, ExecutionKinds.Rejected, at, "nothing-to-trade", $"The order buys nothing at an open of {open}.");

    private static BrokerOrderId IdOf(OrderKey key) => new($"paper-{key.Id}");
}
