using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>One fill, as the broker reports it. A fact.</summary>
/// <param name="Id">The broker's identity of the fill.</param>
/// <param name="Quantity">Units that changed hands.</param>
/// <param name="Price">Per unit, before commission and tax.</param>
/// <param name="Commission">What the broker took for it, zero or more.</param>
/// <param name="At">When it traded, UTC; for a simulated fill the time of the bar whose open it took.</param>
public sealed record Execution(ExecutionId Id, Quantity Quantity, Price Price, Money Commission, DateTimeOffset At)
{
    /// <summary>What the state and regulators took for it beside the commission, zero or more: a transaction tax, fees of a sale.</summary>
    public Money Tax { get; init; }
}
