using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Orders;
using Trading.Functions.Durable;

namespace Trading.Functions.Orders;

/// <summary>The steps of an order's life. Each tells of the order when it has changed since it was last told of; repeated, it tells again, which does no harm.</summary>
public sealed class OrderActivityFunctions(
    CheckRiskHandler checkRisk, DispatchOrderHandler dispatch, BookOrderHandler book, NotifyOrderHandler notify)
{
    /// <summary>Runs the risk checks. One that passed is told of when it is on its way.</summary>
    [Function(OrderActivities.CheckRisk)]
    public async Task<OrderProgress> CheckRiskAsync([ActivityTrigger] OrderStep step, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        var progress = await checkRisk.HandleAsync(step.Order.ToKey(), cancellationToken);
        return progress.IsDone ? await TellAsync(step, progress, client, cancellationToken) : progress;
    }

    /// <summary>Sends the order on its way to its broker.</summary>
    [Function(OrderActivities.Dispatch)]
    public async Task<OrderProgress> DispatchAsync([ActivityTrigger] OrderStep step, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        return await TellAsync(step, await dispatch.HandleAsync(step.Order.ToKey(), cancellationToken), client, cancellationToken);
    }

    /// <summary>Books fills, each once.</summary>
    [Function(OrderActivities.Book)]
    public async Task<OrderProgress> BookAsync([ActivityTrigger] OrderStep step, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        return await TellAsync(step, await book.HandleAsync(step.Order.ToKey(), step.AskBroker, cancellationToken), client, cancellationToken);
    }

    private async Task<OrderProgress> TellAsync(OrderStep step, OrderProgress progress, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (progress.Version != step.Told)
            await notify.HandleAsync(step.Order.ToKey(), new DurableWorkflows(client), cancellationToken);
        return progress;
    }
}
