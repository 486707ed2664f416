namespace Trading.Application.Orders;

/// <summary>The orchestrations that carry orders through their lives, as far as handlers call on them.</summary>
public interface IOrderWorkflows
{
    /// <summary>Starts the order's orchestration unless it runs.</summary>
    Task EnsureRunningAsync(OrderReference order, CancellationToken cancellationToken);

    /// <summary>Tells the order's orchestration that there is something to look at. Nothing is lost when it does not run.</summary>
    Task WakeOrderAsync(string order, CancellationToken cancellationToken);

    /// <summary>Tells the orchestration of a flattening that there is something to look at. Nothing is lost when it does not run.</summary>
    Task WakeFlatteningAsync(string flattening, CancellationToken cancellationToken);

    /// <summary>Tells a deployment's orchestration that there is something to look at. Nothing is lost when it does not run.</summary>
    Task WakeDeploymentAsync(string deployment, CancellationToken cancellationToken);
}
