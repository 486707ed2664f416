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

    private const decimal SmallestFraction = 0.00000001m;

    /// <summary>The fill of a market order at the open of a bar.</summary>
    /// <param name="side">Direction.</param>
    /// <param name="size">Units, or cash to spend with commission included.</param>
    /// <param name="open">The bar's open.</param>
    /// <param name="costs">Commission and slippage.</param>
    /// <returns>Null when nothing can trade: the cash does not buy the smallest count, or the price is not above zero for an order sized in cash.</returns>
    public static MarketFill? AtOpen(Side side, OrderSize size, Price open, FillCosts costs)
    {
        ArgumentNullException.ThrowIfNull(size);
        var price = WithSlippage(side, open, costs.SlippageRate);
        var quantity = size switch
        {
            OrderSize.Units units => units.Quantity,
            OrderSize.Cash cash => Affordable(cash, price, costs.CommissionRate),
            _ => throw new UnreachableException("An order size has two kinds."),
        };
        return quantity.IsZero || quantity.Value > MaxQuantity ? null : new MarketFill(quantity, price, Commission(price, quantity, costs.CommissionRate));
    }

    private static Price WithSlippage(Side side, Price open, decimal rate)
    {
        if (rate == 0)
            return open;
        var worse = Math.Abs(open.Value) * rate;
        return new Price(decimal.Round(side is Side.Buy ? open.Value + worse : open.Value - worse, PriceDecimals, MidpointRounding.ToEven));
    }

    private static Money Commission(Price price, Quantity quantity, decimal rate) =>
        Money.Rounded(Math.Abs(price.Value) * quantity.Value * rate);

    private static Quantity Affordable(OrderSize.Cash cash, Price price, decimal commissionRate)
    {
        if (price.Value <= 0 || cash.Amount.Value <= 0)
            return Quantity.Zero;
        var perUnit = price.Value * (1 + commissionRate);
        if (cash.Amount.Value / MaxQuantity > perUnit)
            return Quantity.Zero;

        var exact = cash.Amount.Value / perUnit;
        var step = cash.WholeUnits ? 1m : SmallestFraction;
        var count = decimal.Floor(exact / step) * step;
        // Commission and value are rounded half to even, so the last step may cost a hair more than there is.
        while (count > 0 && (price * new Quantity(count) + Commission(price, new Quantity(count), commissionRate)) > cash.Amount)
            count -= step;
        return new Quantity(Math.Max(count, 0));
    }
}
