using Trading.Domain.Orders;
using Trading.Quant.Backtests;

namespace Trading.Application.Simulations;

/// <summary>The fills of one long position after another, as the trades of a back-test.</summary>
internal static class SimulationTrades
{
    /// <summary>Closed trades in the order of their exits, then the one that is open.</summary>
    /// <param name="fills">Fills with their orders, oldest first.</param>
    public static IReadOnlyList<BacktestTrade> Of(IEnumerable<(Order Order, Execution Execution)> fills)
    {
        List<BacktestTrade> closed = [];
        BacktestTrade? open = null;
        foreach (var (order, fill) in fills)
        {
            var (at, quantity, price, fee) = (fill.At.UtcTicks, (double)fill.Quantity.Value, (double)fill.Price.Value, (double)(fill.Commission + fill.Tax).Value);
            if (order.Intent.Side is Side.Buy)
            {
                open = open is null
                    ? new BacktestTrade(at, price, quantity, fee) { EntryTag = order.Intent.Tag }
                    : open with
                    {
                        EntryPrice = ((open.EntryPrice * open.Quantity) + (price * quantity)) / (open.Quantity + quantity),
                        Quantity = open.Quantity + quantity,
                        EntryFee = open.EntryFee + fee,
                    };
            }
            else if (open is not null)
            {
                var sold = Math.Min(quantity, open.Quantity);
                var entryFee = open.EntryFee * sold / open.Quantity;
                closed.Add(open with { Quantity = sold, EntryFee = entryFee, ExitTime = at, ExitPrice = price, ExitFee = fee, ExitTag = order.Intent.Tag });
                open = sold < open.Quantity ? open with { Quantity = open.Quantity - sold, EntryFee = open.EntryFee - entryFee } : null;
            }
        }

        return open is null ? closed : [.. closed, open];
    }
}
