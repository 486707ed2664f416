using Microsoft.Extensions.Logging;
using Trading.Application.Realtime;
using Trading.Application.Risk;
using Trading.Application.Telemetry;
using Trading.Domain.Orders;
using Trading.Domain.Risk;

namespace Trading.Application.Orders;

/// <summary>Runs the risk checks on an order that has not left yet. Run twice, the first verdict stands.</summary>
public sealed class CheckRiskHandler(
    IOrderRepository orders, OrderChanges changes, RiskContextReader contexts, IPush push, TimeProvider clock, ILogger<CheckRiskHandler> logger)
{
    /// <summary>Judges the order and records the verdict.</summary>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    public async Task<OrderProgress> HandleAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var stored = await orders.FindAsync(key, cancellationToken) ?? throw new OrderNotFoundException($"There is no order {key.Id}.");
        if (stored.Order.IsCleared || stored.Order.Status is not OrderStatus.Created)
            return OrderProgress.Of(stored.Order);

        var context = await contexts.ReadAsync(key.User, key.Account, RiskOrder.Of(stored.Order.Intent), key.Id, cancellationToken);
        var verdict = RiskRules.Judge(RiskRules.All, context);
        var at = clock.GetUtcNow();
        OrderCommand command = verdict.Denial is { } denial
            ? new DenyRisk(denial.Check, denial.Message, at) { Findings = verdict.Findings }
            : new PassRisk(at) { Findings = verdict.Findings };
        var order = await changes.ApplyAsync(key, _ => command, cancellationToken);
        if (order.Status is OrderStatus.RiskDenied)
        {
            RiskTelemetry.Denied.Add(1, new KeyValuePair<string, object?>("code", order.EndCode));
            logger.OrderDenied(key.Id.Value, order.EndCode, order.EndReason);
        }

        if (order.IsCleared)
            await WarnAsync(key, verdict, cancellationToken);
        return OrderProgress.Of(order);
    }

    private async Task WarnAsync(OrderKey key, RiskVerdict verdict, CancellationToken cancellationToken)
    {
        foreach (var warning in verdict.Warnings)
        {
            RiskTelemetry.Warned.Add(1, new KeyValuePair<string, object?>("code", warning.Check));
            logger.LimitNear(key.Id.Value, warning.Check, warning.Message);
            await push.ToUserAsync(
                key.User, PushMessages.RiskWarning,
                new { order = key.Id.Value, account = key.Account.Value, check = warning.Check, limit = warning.Limit, value = warning.Value, message = warning.Message },
                cancellationToken);
        }
    }
}
