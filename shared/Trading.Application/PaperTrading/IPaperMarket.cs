using Trading.Application.Orders;
using Trading.Domain.Matching;
using Trading.Domain.Values;

namespace Trading.Application.PaperTrading;

/// <summary>The simulated market behind paper accounts: the part of the simulated broker that bars drive.</summary>
public interface IPaperMarket
{
    /// <summary>
    /// Trades an order that works, at the open of a bar. Asked again with the same bar it gives the same reports, so that whoever lost
    /// them gets them again.
    /// </summary>
    /// <param name="key">Which order.</param>
    /// <param name="barTime">Time of the bar; a fill is stamped with it.</param>
    /// <param name="open">The bar's open.</param>
    /// <param name="costs">Commission and slippage.</param>
    /// <param name="at">When this happens, UTC; reports are stamped with it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Reports of the order's end; empty when it does not work at the broker.</returns>
    Task<IReadOnlyList<ExecutionMessage>> TradeAtOpenAsync(
        OrderKey key, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at, CancellationToken cancellationToken);
}
