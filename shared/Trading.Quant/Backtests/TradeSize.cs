namespace Trading.Quant.Backtests;

/// <summary>How much an order trades. All but a count of units is found at the fill, at the fill's own price and with the commission inside.</summary>
/// <param name="Kind">The method.</param>
/// <param name="Value">What the method is called with.</param>
/// <param name="WholeUnits">True to trade whole units only, also where the instrument has no lots.</param>
public readonly record struct TradeSize(TradeSizeKind Kind, double Value, bool WholeUnits = false)
{
    /// <summary>Everything the cash buys.</summary>
    public static TradeSize AllCash => new(TradeSizeKind.AllCash, 0);

    /// <summary>All units that are held, so that the position ends.</summary>
    public static TradeSize Position => new(TradeSizeKind.Position, 0);

    /// <summary>So many units.</summary>
    public static TradeSize Units(double units) => new(TradeSizeKind.Units, units);

    /// <summary>So much money, commission inside.</summary>
    public static TradeSize Cash(double amount) => new(TradeSizeKind.Cash, amount);

    /// <summary>A fraction of the equity at the bar's open, commission inside.</summary>
    public static TradeSize EquityFraction(double fraction) => new(TradeSizeKind.EquityFraction, fraction);
}
