namespace Trading.Application.Orders;

/// <summary>Takes brokers' reports to <see cref="RecordExecutionHandler"/>: at least once, in any order.</summary>
public interface IExecutionQueue
{
    /// <summary>Completes when the report is safely queued.</summary>
    Task SendAsync(ExecutionMessage report, CancellationToken cancellationToken);
}
