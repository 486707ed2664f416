using Trading.Application.Orders;
using Trading.Application.PaperTrading;

namespace Trading.Application.Exits;

/// <summary>The orchestrations that carry flattenings on, and those that they tell to look.</summary>
public interface IFlatteningWorkflows : IOrderWorkflows, IDeploymentWorkflows
{
    /// <summary>Starts the flattening's orchestration unless it runs.</summary>
    Task EnsureRunningAsync(FlatteningReference flattening, CancellationToken cancellationToken);
}
