using Microsoft.Extensions.Logging;
using Trading.Application.Exits;
using Trading.Application.Risk;
using Trading.Application.Telemetry;
using Trading.Domain.Orders;
using Trading.Domain.Risk;

namespace Trading.Application.Orders;

/// <summary>
/// Sends an order that passed its checks. That it is about to leave is stored first, the kill switches, the account's halt, its flattening and the trading state are
/// looked at last (<see cref="RiskRules.LastLook"/>), and an order that may already be with the broker is handed over again only to one that takes our
/// id once; another one is asked.
/// </summary>
public sealed class SubmitOrderHandler(
    OrderChanges changes, Brokers brokers, RiskSettings settings, RiskScopes scopes, IFlatteningRepository flattenings, TimeProvider clock, ILogger<SubmitOrderHandler> logger)
{
    /// <summary>Submits, and records what became of it; a refusal or an unknown fate is recorded, not thrown.</summary>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    public async Task<OrderProgress> HandleAsync(OrderKey key, CancellationToken cancellationToken)
    {
        // The kill switch last, so that as little as can be lies between the look and the store.
        var limits = await scopes.InForceAsync(key.User, new RiskScope.OfAccount(key.Account), cancellationToken);
        var halt = await settings.HaltAsync(key.User, key.Account, cancellationToken);
        var isFlattening = await flattenings.FindAsync(key.User, key.Account, cancellationToken) is { Flattening.IsDone: false };
        var killSwitch = await settings.KillSwitchOverAsync(key.User, key.Account, cancellationToken);
        var starts = false;
        var order = await changes.ApplyAsync(
            key,
            current =>
            {
                starts = current is { Status: OrderStatus.Created, IsCleared: true };
                if (!starts)
                    return null;
                var verdict = LastLook(current);
                return verdict.Denial is { } denial
                    ? new DenyRisk(denial.Check, denial.Message, clock.GetUtcNow()) { Findings = verdict.Findings }
                    : new StartSubmission(clock.GetUtcNow());
            },
            cancellationToken);
        if (starts && order.Status is OrderStatus.RiskDenied)
        {
            RiskTelemetry.Denied.Add(1, new KeyValuePair<string, object?>("code", order.EndCode));
            logger.OrderDenied(key.Id.Value, order.EndCode, order.EndReason);
        }

        if (order.Status is not OrderStatus.Submitting)
            return OrderProgress.Of(order);
        var broker = brokers.Of(order.Intent.Broker);
        if (!starts && (!broker.Capabilities.TakesClientOrderIds || !LastLook(order).Passed))
        {
            // It was about to leave when a call before this one ended: nobody knows whether it did, and it may not, or no longer, leave again.
            logger.SubmissionNotRepeated(key.Id.Value);
            return OrderProgress.Of(await changes.ApplyAsync(key, _ => new ReportUnknownFate(clock.GetUtcNow()), cancellationToken));
        }

        var answer = await AskAsync(broker, order.ToSend, cancellationToken);
        // The order has left: recording it must finish, and whole, for an order that is no longer being submitted is not asked for again.
        order = await changes.ApplyAsync(key, answer, CancellationToken.None);
        Log(order);
        return OrderProgress.Of(order);

        RiskVerdict LastLook(Order current) => RiskRules.LastLook(killSwitch, halt, limits.TradingState, isFlattening, current.Intent);
    }

    private void Log(Order order)
    {
        if (order.Status is OrderStatus.Rejected)
            logger.OrderRefused(order.Id.Value, order.EndCode, order.EndReason);
        else if (order.Status is OrderStatus.Unknown)
            logger.OrderFateUnknown(order.Id.Value);
        else
            logger.OrderSubmitted(order.Id.Value, order.BrokerOrderId);
    }

    private async Task<IReadOnlyList<OrderCommand>> AskAsync(IBroker broker, NewOrder intent, CancellationToken cancellationToken)
    {
        try
        {
            var result = await broker.SubmitAsync(intent, cancellationToken);
            var at = clock.GetUtcNow();
            return result.Match<IReadOnlyList<OrderCommand>>(
                ok: accepted => [new ReportAccepted(accepted.Value, at), new ReportWorking(at)],
                refused: why => [new ReportRejected(why.Code, why.Reason, at)]);
        }
        catch (OrderFateUnknownException)
        {
            return [new ReportUnknownFate(clock.GetUtcNow())];
        }
#pragma warning disable CA1031 // Whatever went wrong, the order may have left. One that takes our id once is simply handed it again.
        catch (Exception failure) when (!broker.Capabilities.TakesClientOrderIds && !cancellationToken.IsCancellationRequested)
        {
            logger.SubmissionFailed(failure, intent.Id.Value);
            return [new ReportUnknownFate(clock.GetUtcNow())];
        }
#pragma warning restore CA1031
    }
}
