using Trading.Application.Realtime;
using Trading.Application.Telemetry;

namespace Trading.Application.Orders;

/// <summary>Tells the deployment, the flattening, the order that takes its place and the owner's open pages that an order changed.</summary>
public sealed class NotifyOrderHandler(IOrderRepository orders, IPush push)
{
    /// <summary>Tells once; telling again does no harm.</summary>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    public async Task HandleAsync(OrderKey key, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var stored = await orders.FindAsync(key, cancellationToken) ?? throw new OrderNotFoundException($"There is no order {key.Id}.");
        var order = stored.Order;
        if (order.IsSettled)
            OrderTelemetry.Ended.Add(1, new KeyValuePair<string, object?>("state", order.Status.ToString()));

        // The trade goes on first, the pages hear of it afterwards.
        if (order.Intent.Deployment is { } deployment)
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
