using Trading.Application.Telemetry;

namespace Trading.Application.Orders;

/// <summary>Records a broker's report on the order it speaks of and wakes the order's orchestration. Safe with doubled and late reports.</summary>
public sealed class RecordExecutionHandler(OrderChanges changes, BookOrderHandler book, NotifyOrderHandler notify)
{
    /// <summary>Records one report.</summary>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    /// <exception cref="FormatException">The report makes no sense.</exception>
    public async Task HandleAsync(ExecutionMessage report, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(workflows);
        using var span = OrderTelemetry.Source.StartActivity("record execution");
        span?.SetTag("order.id", report.Order);
        var command = report.ToCommand();
        var key = report.ToReference().ToKey();
        var hadEnded = false;
        var order = await changes.ApplyAsync(
            key,
            current =>
            {
                hadEnded = current.IsDone;
                return command;
            },
            cancellationToken);
        await workflows.WakeOrderAsync(report.Order, cancellationToken);

        // The orchestration may have ended with its order; then nobody else would book what comes after.
        if (hadEnded && !order.IsBooked)
        {
            await book.HandleAsync(key, askBroker: false, cancellationToken);
            await notify.HandleAsync(key, workflows, cancellationToken);
        }
    }
}
