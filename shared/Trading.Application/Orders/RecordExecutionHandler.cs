using Trading.Application.Telemetry;

namespace Trading.Application.Orders;

/// <summary>Records a broker's report on the order it speaks of and wakes the order's orchestration. Safe with doubled and late reports.</summary>
public sealed class RecordExecutionHandler(OrderChanges changes)
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
        await changes.ApplyAsync(report.ToReference().ToKey(), _ => command, cancellationToken);
        await workflows.WakeOrderAsync(report.Order, cancellationToken);
    }
}
