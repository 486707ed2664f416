using Microsoft.Extensions.Logging;
using Trading.Application.Risk;
using Trading.Application.Telemetry;
using Trading.Domain.Orders;
using Trading.Domain.Risk;

namespace Trading.Application.Orders;

/// <summary>Runs the risk checks on an order that has not left yet. Run twice, the first verdict stands.</summary>
public sealed class CheckRiskHandler(
    IOrderRepository orders, OrderChanges changes, RiskSettings settings, TimeProvider clock, ILogger<CheckRiskHandler> logger)
{
    /// <summary>Judges the order and records the verdict.</summary>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    public async Task<OrderProgress> HandleAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var stored = await orders.FindAsync(key, cancellationToken) ?? throw new OrderNotFoundException($"There is no order {key.Id}.");
        if (stored.Order.IsCleared || stored.Order.Status is not OrderStatus.Created)
            return OrderProgress.Of(stored.Order);

        var context = new RiskContext(
            stored.Order.Intent,
            await settings.LimitsAsync(key.User, cancellationToken),
            await settings.KillSwitchAsync(key.User, cancellationToken),
            await settings.HaltAsync(key.User, key.Account, cancellationToken));
        var verdict = RiskRules.Judge(RiskRules.All, context);
        var at = clock.GetUtcNow();
        OrderCommand command = verdict.Denial is { } denial ? new DenyRisk(denial.Check, denial.Reason, at) : new PassRisk(at);
        var order = await changes.ApplyAsync(key, _ => command, cancellationToken);
        if (order.Status is OrderStatus.RiskDenied)
        {
            RiskTelemetry.Denied.Add(1, new KeyValuePair<string, object?>("code", order.EndCode));
            logger.OrderDenied(key.Id.Value, order.EndCode, order.EndReason);
        }

        return OrderProgress.Of(order);
    }
}
