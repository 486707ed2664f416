namespace Trading.Application.Orders;

/// <summary>Takes orders that are cleared to where their broker's connection lives: at least once, in any order. There <see cref="SubmitOrderHandler"/> hands them over.</summary>
public interface IOrderQueue
{
    /// <summary>Completes when the message is safely queued.</summary>
    Task SendAsync(OrderReference order, ExecutionHost host, CancellationToken cancellationToken);
}
