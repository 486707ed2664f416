using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Matching;

/// <summary>What a bar did to an order in a simulated market.</summary>
/// <param name="Order">Which order.</param>
public abstract record MarketChange(OrderId Order)
{
    /// <summary>It traded.</summary>
    /// <param name="Order">Which order.</param>
    /// <param name="Number">1 for its first fill, and so on.</param>
    /// <param name="Quantity">Units, never zero.</param>
    /// <param name="Price">Per unit, slippage included.</param>
    /// <param name="Commission">What the broker takes, zero or more.</param>
    /// <param name="Tax">What the state and regulators take, zero or more.</param>
    /// <param name="Completes">True when nothing is left of it.</param>
    public sealed record Filled(OrderId Order, int Number, Quantity Quantity, Price Price, Money Commission, Money Tax, bool Completes) : MarketChange(Order);

    /// <summary>What was left of it ended.</summary>
    /// <param name="Order">Which order.</param>
    /// <param name="Ending">How.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Ended(OrderId Order, MarketEnding Ending, string Reason) : MarketChange(Order)
    {
        /// <summary>It ended since another order of its group traded.</summary>
        public static Ended ByGroup(OrderId order, OrderId traded) => new(order, MarketEnding.Cancelled, $"Order {traded} of its group traded.");
    }
}
