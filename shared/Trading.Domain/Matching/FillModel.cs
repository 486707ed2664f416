using System.Diagnostics;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Matching;

/// <summary>
/// The one model of how an order trades in simulation: a market order fills whole at the next bar's open, worse by the slippage
/// rate, and an order sized in cash is counted at that very price.
/// </summary>
public static class FillModel
{
    /// <summary>Most units one simulated fill may have.</summary>
    public const decimal MaxQuantity = 1_000_000_000_000_000m;

    /// <summary>Decimals of a price that slippage has moved.</summary>
    public const int PriceDecimals = 12;

    /// <summary>The fill of a market order at the open of a bar.</summary>
    /// <param name="side">Direction.</param>
    /// <param name="size">Units, or cash to spend with commission included.</param>
    /// <param name="open">The bar's open.</param>
    /// <param name="costs">Commission and slippage.</param>
    /// <returns>Null when nothing can trade: the cash does not buy the smallest count, or the price is not above zero for an order sized in cash.</returns>
    public static MarketFill? AtOpen(Side side, OrderSize size, Price open, FillCosts costs)
    {
        ArgumentNullException.ThrowIfNull(size);
        var price = new Price(Fills<decimal, BookedArithmetic>.Price(side, open.Value, costs.SlippageRate));
        var commission = new Commission<decimal>(costs.CommissionRate, 0, 0);
        var quantity = size switch
        {
            OrderSize.Units units => units.Quantity.Value,
            OrderSize.Cash cash => Fills<decimal, BookedArithmetic>.Affordable(cash.Amount.Value, price.Value, commission, cash.WholeUnits ? 1 : 0),
            _ => throw new UnreachableException("An order size has two kinds."),
        };
        return quantity is 0 or > MaxQuantity
            ? null
            : new MarketFill(new Quantity(quantity), price, new Money(Fills<decimal, BookedArithmetic>.Commission(price.Value, quantity, commission)));
    }
}
