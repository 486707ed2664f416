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

        var down = 1 - (low / trade.EntryPrice);
        var up = (high / trade.EntryPrice) - 1;
        return trade.IsShort ? new Excursion(up, down) : new Excursion(down, up);
    }
}
