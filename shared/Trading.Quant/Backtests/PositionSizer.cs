using Trading.Domain.Strategies;

namespace Trading.Quant.Backtests;

/// <summary>Turns the sizing of a strategy document into the size of an order.</summary>
public static class PositionSizer
{
    /// <summary>The size of an entry decided at a close.</summary>
    /// <param name="sizing">The method.</param>
    /// <param name="maxPositions">Most positions held at once.</param>
    /// <param name="closes">Closes up to the decision, oldest first.</param>
    /// <param name="periodsPerYear">Bars in a year.</param>
    /// <returns>Null for no entry: too few closes to estimate from, or nothing to expect.</returns>
    public static TradeSize? Of(Sizing sizing, int maxPositions, ReadOnlySpan<double> closes, double periodsPerYear)
    {
        ArgumentNullException.ThrowIfNull(sizing);
        var value = (double)sizing.Value;
        TradeSize? size = sizing.Kind switch
        {
            SizingKind.AllIn => TradeSize.AllCash,
            SizingKind.Amount => TradeSize.Cash(value),
            SizingKind.Units => TradeSize.Units(value),
            SizingKind.EquityFraction => TradeSize.EquityFraction(value),
            SizingKind.EqualWeight => TradeSize.EquityFraction(1.0 / maxPositions),
            _ => Estimated(sizing, value, closes, periodsPerYear),
        };
        return size is { } found ? found with { WholeUnits = sizing.WholeUnits } : null;
    }

    private static TradeSize? Estimated(Sizing sizing, double value, ReadOnlySpan<double> closes, double periodsPerYear)
    {
        if (closes.Length <= sizing.Lookback)
            return null;
        var last = closes[^(sizing.Lookback + 1)..];
        double mean = 0, squares = 0;
        for (var i = 1; i < last.Length; i++)
        {
            var change = (last[i] / last[i - 1]) - 1;
            var distance = change - mean;
            mean += distance / i;
            squares += distance * (change - mean);
        }

        var variance = squares / (sizing.Lookback - 1);
        var fraction = sizing.Kind is SizingKind.Kelly ? value * mean / variance : value / Math.Sqrt(variance * periodsPerYear);
        return fraction > 0 && !double.IsNaN(fraction) ? TradeSize.EquityFraction(Math.Min(fraction, (double)sizing.MaxFraction)) : null;
    }
}
