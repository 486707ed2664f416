using Trading.Application.Exits;
using Trading.Application.Realtime;
using Trading.Application.Telemetry;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>What follows from a change of an order: its exits are made, guards go on, and the deployment, the flattening, the order that takes its place and the owner's open pages are told.</summary>
public sealed class NotifyOrderHandler(IOrderRepository orders, PlaceExitsHandler exits, GuardHandler guards, WatchGuardsHandler watch, IPush push)
{
    /// <summary>Does it once; doing it again does no harm.</summary>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    public async Task HandleAsync(OrderKey key, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var stored = await orders.FindAsync(key, cancellationToken) ?? throw new OrderNotFoundException($"There is no order {key.Id}.");
        var order = stored.Order;
        if (order.IsSettled)
            OrderTelemetry.Ended.Add(1, new KeyValuePair<string, object?>("state", order.Status.ToString()));

        // The trade goes on first, the pages hear of it afterwards.
        await exits.HandleAsync(order, workflows, cancellationToken);
        await guards.TakeOverAsync(order, cancellationToken);
        // What its guard waits for may be that this one has ended.
        if (order.IsSettled)
            await watch.LookAsync(new GuardKey(key.User, key.Account, order.Intent.Instrument), workflows, cancellationToken);
        // An order on its way is nothing to go on with yet.
        if (order.Intent.Deployment is { } deployment && order.Status is not (OrderStatus.Created or OrderStatus.Submitting))
            await workflows.WakeDeploymentAsync(deployment.Value, cancellationToken);
        if (order.Intent.Flattening is { } flattening)
            await workflows.WakeFlatteningAsync(flattening, cancellationToken);
        if (order.ReplacedBy is { } by)
            await workflows.WakeOrderAsync(by.Value, cancellationToken);
        await push.ToUserAsync(key.User, PushMessages.OrderChanged, OrderView.Of(order), cancellationToken);
        if (order.Executions.Count > 0)
            await push.ToUserAsync(key.User, PushMessages.PortfolioChanged, new { account = key.Account.Value }, cancellationToken);
    }
}
