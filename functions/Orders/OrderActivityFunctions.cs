using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Orders;
using Trading.Functions.Durable;

namespace Trading.Functions.Orders;

/// <summary>The steps of an order's life.</summary>
public sealed class OrderActivityFunctions(
    CheckRiskHandler checkRisk, DispatchOrderHandler dispatch, BookOrderHandler book, NotifyOrderHandler notify)
{
    /// <summary>Runs the risk checks.</summary>
    [Function(OrderActivities.CheckRisk)]
    public Task<OrderProgress> CheckRiskAsync([ActivityTrigger] OrderReference order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return checkRisk.HandleAsync(order.ToKey(), cancellationToken);
    }

    /// <summary>Sends the order on its way to its broker.</summary>
    [Function(OrderActivities.Dispatch)]
    public Task<OrderProgress> DispatchAsync([ActivityTrigger] OrderReference order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return dispatch.HandleAsync(order.ToKey(), cancellationToken);
    }

    /// <summary>Books fills, each once.</summary>
    [Function(OrderActivities.Book)]
    public Task<OrderProgress> BookAsync([ActivityTrigger] BookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return book.HandleAsync(request.Order.ToKey(), request.AskBroker, cancellationToken);
    }

    /// <summary>Tells the deployment and the owner's pages.</summary>
    [Function(OrderActivities.Notify)]
    public Task NotifyAsync([ActivityTrigger] OrderReference order, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return notify.HandleAsync(order.ToKey(), new DurableWorkflows(client), cancellationToken);
    }
}
