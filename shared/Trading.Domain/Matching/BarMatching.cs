using System.Numerics;
using Trading.Domain.Orders;

namespace Trading.Domain.Matching;

/// <summary>
/// When an order trades against a bar, and at which price before slippage. A bar has two moments: its open, and everything after it, of which
/// only the range is known. A price that has gone past an order's level over night fills it at the open; otherwise it fills at its level.
/// </summary>
/// <remarks>
/// Of several orders that one bar reaches after its open, the order of events is not known. The pessimistic reading is the caller's: stops
/// before targets (<see cref="Rank"/>), and no target in the bar in which its position was opened after the open.
/// </remarks>
public static class BarMatching
{
    /// <summary>At the bar's open.</summary>
    /// <param name="order">What it demands.</param>
    /// <param name="open">The bar's first price; also the fill's price.</param>
    public static BarTouch AtOpen<T>(in OrderTerms<T> order, T open)
        where T : struct, INumber<T> => order.Kind switch
        {
            OrderKind.Market => BarTouch.Filled,
            OrderKind.Limit => Within(order, open) ? BarTouch.Filled : BarTouch.None,
            OrderKind.StopLimit => !Beyond(order, open) ? BarTouch.None : Within(order, open) ? BarTouch.Filled : BarTouch.Triggered,
            _ => Beyond(order, open) ? BarTouch.Filled : BarTouch.None,
        };

    /// <summary>After the bar's open.</summary>
    /// <param name="order">What it demands; it did not trade at the open, or was made there.</param>
    /// <param name="bar">The bar.</param>
    /// <param name="price">The fill's price, never outside of the bar.</param>
    /// <remarks>
    /// A stop-limit order whose limit lies on the near side of its stop has to see the price come back; within one bar it is not known
    /// whether it did, so it does not trade in the bar that wakes it.
    /// </remarks>
    public static BarTouch AfterOpen<T>(in OrderTerms<T> order, in BarPrices<T> bar, out T price)
        where T : struct, INumber<T>
    {
        var buys = order.Side is Side.Buy;
        var best = buys ? bar.Low : bar.High;
        var worst = buys ? bar.High : bar.Low;
        price = T.Clamp(order.Kind is OrderKind.Limit ? order.Limit : order.Stop, bar.Low, bar.High);
        return order.Kind switch
        {
            OrderKind.Market => BarTouch.None,
            OrderKind.Limit => Within(order, best) ? BarTouch.Filled : BarTouch.None,
            OrderKind.StopLimit => !Beyond(order, worst) ? BarTouch.None : Within(order, price) ? BarTouch.Filled : BarTouch.Triggered,
            _ => Beyond(order, worst) ? BarTouch.Filled : BarTouch.None,
        };
    }

    /// <summary>Where an order stands among those that one bar reaches after its open, by the pessimistic reading.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="reduces">True when it makes a position smaller.</param>
    /// <returns>0 for stops that close, 1 for what opens, 2 for targets.</returns>
    public static int Rank(OrderKind kind, bool reduces) => !reduces ? 1 : kind is OrderKind.Limit ? 2 : 0;

    /// <summary>True when the bar shows a halt: all prices before the close are missing, or nothing was traded.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="volume">Units traded.</param>
    /// <param name="hasVolume">False when the source knows no volumes, so that zero says nothing.</param>
    /// <remarks>Korea Exchange reports a halted share with its last close, and zero for open, high, low and volume.</remarks>
    public static bool IsHalted<T>(in BarPrices<T> bar, double volume, bool hasVolume)
        where T : struct, INumber<T> =>
        (hasVolume && volume == 0) || (T.IsZero(bar.Open) && T.IsZero(bar.High) && T.IsZero(bar.Low));

    /// <summary>True when the whole bar stands at the price limit that lies on the other side of an order: there is no one to trade with.</summary>
    /// <param name="side">Direction of the order.</param>
    /// <param name="bar">The bar.</param>
    /// <param name="lower">Lowest price allowed.</param>
    /// <param name="upper">Highest price allowed.</param>
    public static bool IsLocked<T>(Side side, in BarPrices<T> bar, T lower, T upper)
        where T : struct, INumber<T> => side is Side.Buy ? bar.Low >= upper : bar.High <= lower;

    /// <summary>Where a trailing stop stands.</summary>
    /// <param name="side">Direction of the order; a sell guards a long position and follows the high.</param>
    /// <param name="extreme">Highest high for a sell, lowest low for a buy, of the bars that have closed since it was placed.</param>
    /// <param name="distance">Distance from it, in currency.</param>
    /// <remarks>During a bar the stop stands where the bars before left it: whether its high or its low came first is not known.</remarks>
    public static T Trail<T>(Side side, T extreme, T distance)
        where T : struct, INumber<T> => side is Side.Sell ? extreme - distance : extreme + distance;

    private static bool Within<T>(in OrderTerms<T> order, T price)
        where T : struct, INumber<T> => order.Side is Side.Buy ? price <= order.Limit : price >= order.Limit;

    private static bool Beyond<T>(in OrderTerms<T> order, T price)
        where T : struct, INumber<T> => order.Side is Side.Buy ? price >= order.Stop : price <= order.Stop;
}
