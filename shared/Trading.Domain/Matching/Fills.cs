using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Domain.Matching;

/// <summary>The arithmetic of a fill, one formula for what is booked and what is estimated.</summary>
/// <typeparam name="T">The number.</typeparam>
/// <typeparam name="TArithmetic">How amounts are kept.</typeparam>
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "A caller names its numbers once, and every formula follows.")]
public static class Fills<T, TArithmetic>
    where T : struct, IFloatingPoint<T>
    where TArithmetic : IArithmetic<T>
{
    /// <summary>Price per unit, worse by the slippage rate.</summary>
    /// <param name="side">Direction.</param>
    /// <param name="seen">The price seen.</param>
    /// <param name="slippageRate">Fraction of the price, from 0 to below 1.</param>
    public static T Price(Side side, T seen, T slippageRate)
    {
        if (T.IsZero(slippageRate))
            return seen;
        var worse = T.Abs(seen) * slippageRate;
        return TArithmetic.Price(side is Side.Buy ? seen + worse : seen - worse);
    }

    /// <summary>The price on the exchange's grid at which an order takes what is there: up for a buy, down for a sell, within the day's limits.</summary>
    /// <param name="side">Direction.</param>
    /// <param name="price">Per unit, slippage included.</param>
    /// <param name="segment">Where it is listed.</param>
    /// <param name="date">Day of the trade.</param>
    /// <param name="limits">The day's price limits; null for none.</param>
    public static T OnGrid(Side side, T price, Segment segment, DateOnly date, PriceLimits? limits)
    {
        // Nine decimals take away the noise of double, which would cost a whole tick.
        var exact = decimal.Round(decimal.CreateChecked(price), 9, MidpointRounding.ToEven);
        var ticks = TickTable.Of(segment, date);
        exact = side is Side.Buy ? ticks.Up(exact) : ticks.Down(exact);
        return TArithmetic.FromData(limits is { } range ? Math.Clamp(exact, range.Lower, range.Upper) : exact);
    }

    /// <summary>Slippage that an order's own size adds: the impact times the square of its share of the bar's volume.</summary>
    /// <param name="impact">Slippage rate of an order as large as the bar's whole volume.</param>
    /// <param name="quantity">Units.</param>
    /// <param name="volume">Units traded in the bar; zero where it is not known, and then nothing is added.</param>
    /// <remarks>The form of zipline's VolumeShareSlippage.</remarks>
    public static T Impact(T impact, T quantity, T volume)
    {
        if (T.IsZero(impact) || volume <= T.Zero)
            return T.Zero;
        var share = quantity / volume;
        return T.Min(impact * share * share, T.One - TArithmetic.FromData(0.01m));
    }

    /// <summary>Commission of a fill.</summary>
    /// <param name="price">Per unit, slippage included.</param>
    /// <param name="quantity">Units, above zero.</param>
    /// <param name="commission">What the broker takes.</param>
    public static T Commission(T price, T quantity, in Commission<T> commission)
    {
        var notional = quantity * T.Abs(price);
        var exact = T.Max(commission.Minimum, (notional * commission.Rate) + (quantity * commission.PerUnit));
        return TArithmetic.Money(commission.Maximum is { } most ? T.Min(exact, notional * most) : exact);
    }

    /// <summary>What a sale pays beside the commission, at the rates of its day: a transaction tax, or the fees of regulators, each rounded up to the cent.</summary>
    /// <param name="price">Per unit, slippage included.</param>
    /// <param name="quantity">Units, above zero.</param>
    /// <param name="segment">Where it is listed.</param>
    /// <param name="date">Day of the trade.</param>
    public static T SaleCharges(T price, T quantity, Segment segment, DateOnly date)
    {
        var value = quantity * price;
        var charges = TArithmetic.Money(value * TArithmetic.FromData(TransactionTax.SellRate(segment, date)));
        var fees = RegulatoryFees.Of(segment, date);
        if (fees == default)
            return charges;
        var activity = T.Min(TArithmetic.FromData(fees.ActivityMaximum), quantity * TArithmetic.FromData(fees.ActivityPerUnit));
        return charges + UpToCent(value * TArithmetic.FromData(fees.TransactionRate)) + UpToCent(activity);
    }

    /// <summary>Units that an amount of cash buys with the commission inside.</summary>
    /// <param name="cash">What may be spent.</param>
    /// <param name="price">Per unit, slippage included.</param>
    /// <param name="commission">What the broker takes.</param>
    /// <param name="lot">Units are counted in multiples of it; zero for fractions.</param>
    /// <returns>Zero when the cash buys nothing, or where the price is not above zero.</returns>
    public static T Affordable(T cash, T price, in Commission<T> commission, T lot)
    {
        if (price <= T.Zero || cash <= T.Zero)
            return T.Zero;
        var perUnit = (price * (T.One + commission.Rate)) + commission.PerUnit;
        var perUnitAtMost = commission.Maximum is { } most ? price * (T.One + most) : perUnit;
        if (cash / TArithmetic.MostUnits > T.Min(perUnit, perUnitAtMost))
            return T.Zero;
        var exact = cash / perUnit;
        if (commission.Minimum > T.Zero)
            exact = T.Min(exact, (cash - commission.Minimum) / price);
        // Whichever is less is charged, the sum or the maximum: so whichever leaves room for more units decides.
        if (commission.Maximum is not null)
            exact = T.Max(exact, cash / perUnitAtMost);
        var count = InLots(exact, lot);
        // Commission and value are rounded half to even where they are booked, so the last step may cost a hair more than there is.
        var step = lot > T.Zero ? lot : TArithmetic.SmallestUnit;
        while (TArithmetic.SmallestUnit > T.Zero && count > T.Zero && TArithmetic.Money(price * count) + Commission(price, count, commission) > cash)
            count -= step;
        return count > T.Zero && T.IsFinite(count) ? count : T.Zero;
    }

    /// <summary>The largest count of units that can be traded and is not more than a count.</summary>
    /// <param name="units">Units, zero or more.</param>
    /// <param name="lot">Units are counted in multiples of it; zero for fractions.</param>
    public static T InLots(T units, T lot)
    {
        var step = lot > T.Zero ? lot : TArithmetic.SmallestUnit;
        return T.IsZero(step) ? units : T.Floor(units / step) * step;
    }

    /// <summary>An amount of zero or more rounded up; what exceeds a cent by less than a millionth of it is the noise of double.</summary>
    private static T UpToCent(T amount)
    {
        var cent = TArithmetic.FromData(RegulatoryFees.Step);
        return T.Max(T.Zero, T.Ceiling((amount / cent) - TArithmetic.FromData(0.000001m)) * cent);
    }
}
