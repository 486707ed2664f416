using Trading.Domain.Markets;
using Trading.Domain.Strategies;

namespace Trading.Domain.Matching;

/// <summary>A simulated exchange: what a bar or an order book does to the orders of a cash account in one instrument.</summary>
/// <param name="segment">Where the instrument is listed.</param>
/// <param name="costs">Commission; and for bars spread, slippage, impact and the share of a bar's volume that one order may trade, all of which a book shows itself.</param>
public sealed class SimulatedMarket(Segment segment, TradingCosts costs)
{
    private readonly Commission<decimal> commission = new(
        costs.Commission.Rate, costs.Commission.PerUnit, costs.Commission.Minimum, costs.Commission.Maximum);

    /// <summary>Trades a bar.</summary>
    /// <param name="orders">The account's orders in the instrument, oldest first. Those that are done are left alone.</param>
    /// <param name="holding">The account before.</param>
    /// <param name="bar">The bar. It trades no order that has met a book which is newer than its open.</param>
    /// <remarks>
    /// The formulas are those of back-tests (<see cref="BarMatching"/>, <see cref="Fills{T, TArithmetic}"/>), and so is the order in which orders take their turn: at the
    /// open those that make the position smaller, then the others; after it stops, then what opens, then targets.
    /// </remarks>
    public MarketStep Trade(IReadOnlyList<RestingOrder> orders, MarketHolding holding, MarketBar bar)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(bar);
        return new BarRound(segment, commission, costs, [.. orders], holding, bar).Trade();
    }

    /// <summary>Trades an order book: each order takes what stands against it, best price first, at its limit or better; what is left rests.</summary>
    /// <param name="orders">The account's orders in the instrument, oldest first. Those that are done are left alone.</param>
    /// <param name="holding">The account before.</param>
    /// <param name="book">The book.</param>
    /// <remarks>
    /// Sales come before purchases, so that their money is there; on each side price comes before time: orders without a limit first, then the better limit, then the
    /// older order. A stop is reached by the best price that it would trade at, the bid for a sell and the ask for a buy (trigger method 4, bid/ask, of Interactive
    /// Brokers), and the order trades at once; a trailing stop follows the same price. An account's orders do not meet each other.
    /// </remarks>
    public MarketStep Trade(IReadOnlyList<RestingOrder> orders, MarketHolding holding, MarketBook book)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(book);
        return new BookRound(segment, commission, [.. orders], holding, book).Trade();
    }
}
