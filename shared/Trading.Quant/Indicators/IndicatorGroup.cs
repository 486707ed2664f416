namespace Trading.Quant.Indicators;

/// <summary>What an indicator is about; the order is that of lists.</summary>
public enum IndicatorGroup
{
    /// <summary>Moving averages and lines near the price.</summary>
    Average,

    /// <summary>Speed of the price, overbought and oversold.</summary>
    Momentum,

    /// <summary>Direction and strength of a trend, and stops that follow it.</summary>
    Trend,

    /// <summary>Width of movement: deviations, ranges, bands and channels.</summary>
    Volatility,

    /// <summary>Indicators that weigh by units traded.</summary>
    Volume,

    /// <summary>Prices made of other prices: extremes, mixtures, levels.</summary>
    Price,

    /// <summary>Shapes of one or a few candles.</summary>
    Pattern,
}
