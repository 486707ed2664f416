using Microsoft.Extensions.Logging;
using Trading.Application.Ledger;
using Trading.Application.Risk;
using Trading.Application.Telemetry;
using Trading.Domain.Ledger;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Puts an order's fills into the ledger, each once, whatever is repeated.</summary>
public sealed class BookOrderHandler(
    IOrderRepository orders, OrderChanges changes, IBooks books, Brokers brokers, RiskSettings settings, TimeProvider clock, ILogger<BookOrderHandler> logger)
{
    private const int Attempts = 10;

    /// <summary>Books what is recorded and not booked yet.</summary>
    /// <param name="key">Which order.</param>
    /// <param name="askBroker">True to ask the broker first whether a report got lost; for a wait that ran out.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    public async Task<OrderProgress> HandleAsync(OrderKey key, bool askBroker, CancellationToken cancellationToken)
    {
        var stored = await orders.FindAsync(key, cancellationToken) ?? throw new OrderNotFoundException($"There is no order {key.Id}.");
        var order = stored.Order;
        if (askBroker && order.Status is not (OrderStatus.Created or OrderStatus.RiskDenied))
            order = await AskAsync(order, cancellationToken);

        foreach (var execution in order.Executions.Where(execution => !order.Booked.Contains(execution.Id)))
        {
            await BookAsync(order, execution, cancellationToken);
            // The ledger comes first: an order that says booked must be booked, the other way round is found by asking again.
            order = await changes.ApplyAsync(key, _ => new MarkBooked(execution.Id, clock.GetUtcNow()), cancellationToken);
        }

        return OrderProgress.Of(order);
    }

    /// <summary>Records what the broker knows, and repeats a wish to cancel. A fate that stays open, also because the broker can't be asked, is escalated in time.</summary>
    private async Task<Order> AskAsync(Order order, CancellationToken cancellationToken)
    {
        var key = OrderKey.Of(order.Intent);
        var broker = brokers.Of(order.Intent.Broker);
        try
        {
            foreach (var report in await broker.ReportsAsync(key, cancellationToken))
                order = await changes.ApplyAsync(key, _ => report.ToCommand(), cancellationToken);
            // The wish to cancel, or the answer to it, may have got lost: it is told until the order has ended.
            if (order.Status is OrderStatus.CancelPending)
                order = await CancelAgainAsync(broker, key, order, cancellationToken);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await EscalateAsync(order, cancellationToken);
            throw;
        }

        return await EscalateAsync(order, cancellationToken);
    }

    private async Task<Order> CancelAgainAsync(IBroker broker, OrderKey key, Order order, CancellationToken cancellationToken)
    {
        var events = await orders.EventsAsync(key, cancellationToken);
        var reason = events.Select(recorded => recorded.Event).OfType<CancelRequested>().Last().Reason;
        foreach (var report in await broker.CancelAsync(key, reason, clock.GetUtcNow(), cancellationToken))
            order = await changes.ApplyAsync(key, _ => report.ToCommand(), cancellationToken);
        return order;
    }

    private async Task<Order> EscalateAsync(Order order, CancellationToken cancellationToken)
    {
        var escalate = new EscalateFate(clock.GetUtcNow());
        if (OrderRules.Decide(order, escalate).Count == 0)
            return order;
        // The halt comes first: an order that says escalated has halted its account, the other way round is found by asking again.
        var key = OrderKey.Of(order.Intent);
        await settings.SetHaltAsync(key.User, key.Account, isHalted: true, $"The fate of order {order.Id} is not known.", cancellationToken);
        logger.OrderFateEscalated(order.Id.Value, key.Account.Value, order.SentAt);
        return await changes.ApplyAsync(key, _ => escalate, cancellationToken);
    }

    private async Task BookAsync(Order order, Execution execution, CancellationToken cancellationToken)
    {
        using var span = LedgerTelemetry.Source.StartActivity("book fill");
        span?.SetTag("order.id", order.Id.Value);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await books.FindAsync(order.Intent.User, order.Intent.Account, cancellationToken)
                ?? throw new InvalidOperationException($"Account {order.Intent.Account} has no books.");
            var outcome = await books.TryPostAsync(before, Bookkeeping.Trade(before.Books, order.Intent, execution), cancellationToken);
            if (outcome is PostOutcome.Posted)
            {
                OrderTelemetry.Fills.Add(1);
                LedgerTelemetry.Posted.Add(1, new KeyValuePair<string, object?>("kind", Bookkeeping.TradeKind));
                logger.FillBooked(order.Id.Value, execution.Id.Value, execution.Quantity.Value, execution.Price.Value);
            }

            if (outcome is not PostOutcome.Conflict)
                return;
        }

        throw new ConcurrentChangeException($"The books of account {order.Intent.Account} were changed by others {Attempts} times in a row.");
    }
}
