using Trading.Domain.Orders;

namespace Trading.Domain.Matching;

/// <summary>
/// <see cref="FillModel"/> in double, for back-tests of millions of bars: the same price, commission and count, estimated instead of
/// booked. A fill may differ from the booked one by the rounding of the books, never by rule.
/// </summary>
public static class FastFill
{
    /// <summary>Price per unit at the open of a bar, worse by the slippage rate.</summary>
    /// <param name="side">Direction.</param>
    /// <param name="open">The bar's open.</param>
    /// <param name="slippageRate">Fraction of the price, from 0 to below 1.</param>
    public static double Price(Side side, double open, double slippageRate) =>
        Fills<double, EstimatedArithmetic>.Price(side, open, slippageRate);

    /// <summary>Commission of a fill, in the instrument's currency.</summary>
    /// <param name="price">Per unit, slippage included.</param>
    /// <param name="quantity">Units.</param>
    /// <param name="commissionRate">Fraction of the notional, from 0 to below 1.</param>
    public static double Commission(double price, double quantity, double commissionRate) =>
        Fills<double, EstimatedArithmetic>.Commission(price, quantity, new Commission<double>(commissionRate, 0, 0));

    /// <summary>Units that an amount of cash buys with the commission inside.</summary>
    /// <param name="cash">What may be spent.</param>
    /// <param name="price">Per unit, slippage included.</param>
    /// <param name="commissionRate">Fraction of the notional, from 0 to below 1.</param>
    /// <param name="wholeUnits">True to leave what does not buy a whole unit.</param>
    /// <returns>Zero when the cash buys nothing, or where the price is not above zero.</returns>
    public static double Affordable(double cash, double price, double commissionRate, bool wholeUnits) =>
        Fills<double, EstimatedArithmetic>.Affordable(cash, price, new Commission<double>(commissionRate, 0, 0), wholeUnits ? 1 : 0);
}
