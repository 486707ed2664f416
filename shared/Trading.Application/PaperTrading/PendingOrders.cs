using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Trading.Application.Orders;
using Trading.Application.Signals;
using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>Looks after the orders that a deployment has on their way.</summary>
public sealed class PendingOrders(
    IOrderRepository orders, ISignalQueue signals, CancelOrderHandler cancel, ILogger<PendingOrders> logger)
{
    /// <summary>Brings the list up to date: settled orders leave it.</summary>
    /// <param name="deployment">Whose.</param>
    /// <param name="nudge">True after a wait that ran out: what should have moved and did not is set going again. Harmless when it was only slow.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The deployment, and whether it has to wait for one of them.</returns>
    public async Task<(Deployment Deployment, bool MustWait)> ReviewAsync(Deployment deployment, bool nudge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        var (left, made, mustWait) = (ImmutableList<PendingOrder>.Empty, 0, false);
        foreach (var pending in deployment.Pending)
        {
            var key = new OrderKey(deployment.User, deployment.Account, pending.Order);
            var order = (await orders.FindAsync(key, cancellationToken))?.Order;
            if (order is { IsSettled: true })
            {
                made++;
                continue;
            }

            left = left.Add(pending);
            var cancels = deployment.Status is DeploymentStatus.Stopping && order is not null;
            // A wish to cancel that got lost is told again.
            if (cancels && !order!.IsDone && (nudge || order.Status is not OrderStatus.CancelPending))
                await CancelAsync(key, cancellationToken);
            // An order that works rests until the next open; any other is on its way.
            var rests = !cancels && !pending.Reported && order is { Status: OrderStatus.Working or OrderStatus.PartiallyFilled, IsBooked: true };
            mustWait |= !rests;
            if (rests || !nudge)
                continue;
            logger.OrderNudged(deployment.Id.Value, pending.Order.Value);
            await signals.SendAsync(new SignalMessage(deployment.User.Value, deployment.Account.Value, pending.Signal.Value), cancellationToken);
        }

        return (deployment with { Pending = left, Orders = deployment.Orders + made }, mustWait);
    }

    private async Task CancelAsync(OrderKey key, CancellationToken cancellationToken)
    {
        try
        {
            await cancel.HandleAsync(key, "The deployment ends.", cancellationToken);
        }
#pragma warning disable CA1031 // A broker that can't be asked fails no deployment: the wish is stored, and told again.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.CancelFailed(failure, key.Id.Value);
        }
#pragma warning restore CA1031
    }
}
