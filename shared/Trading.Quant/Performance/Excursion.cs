using Trading.Domain.MarketData;
using Trading.Quant.Backtests;

namespace Trading.Quant.Performance;

/// <summary>How far the price went against a position and for it, as fractions of the entry price, 0 or more.</summary>
/// <param name="Adverse">Maximum adverse excursion.</param>
/// <param name="Favourable">Maximum favourable excursion.</param>
/// <remarks>Sweeney (1996), Maximum Adverse Excursion.</remarks>
public readonly record struct Excursion(double Adverse, double Favourable)
{
    /// <summary>
    /// The excursions of a trade: highs and lows of the bars from the entry's to the one before the exit's, and the exit price; of an open
    /// trade, of all bars from the entry's. The bar of the exit counts with its fill alone, as the position does not see the rest of it.
    /// </summary>
    /// <param name="trade">The trade.</param>
    /// <param name="bars">Bars of its instrument; where they do not cover the trade, only those that do count.</param>
    public static Excursion Of(BacktestTrade trade, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(bars);
        var (low, high) = (trade.EntryPrice, trade.EntryPrice);
        if (trade.ExitTime is not null)
            (low, high) = (Math.Min(low, trade.ExitPrice), Math.Max(high, trade.ExitPrice));
        var first = bars.IndexAtOrAfter(new DateTimeOffset(trade.EntryTime, TimeSpan.Zero));
        var end = trade.ExitTime is { } exit ? bars.IndexAtOrAfter(new DateTimeOffset(exit, TimeSpan.Zero)) : bars.Count;
        for (var i = first; i < end; i++)
        {
            low = Math.Min(low, bars.Low[i]);
            high = Math.Max(high, bars.High[i]);
        }

        return Between(trade.IsShort, trade.EntryPrice, low, high);
    }

    /// <summary>The excursions of a position.</summary>
    /// <param name="isShort">True when it gains as the price falls.</param>
    /// <param name="entryPrice">Mean price of its entries; it may lie outside of the range where it was entered in several fills.</param>
    /// <param name="low">Lowest price while it was held.</param>
    /// <param name="high">Highest price while it was held.</param>
    public static Excursion Between(bool isShort, double entryPrice, double low, double high)
    {
        var (down, up) = (Math.Max(0, 1 - (low / entryPrice)), Math.Max(0, (high / entryPrice) - 1));
        return isShort ? new Excursion(up, down) : new Excursion(down, up);
    }
}
