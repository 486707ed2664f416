namespace Trading.Quant.Rules;

/// <summary>A price made of several columns of the bar.</summary>
public enum DerivedField
{
    /// <summary>Middle of the range, (high + low) / 2.</summary>
    Hl2,

    /// <summary>Typical price, (high + low + close) / 3.</summary>
    Hlc3,

    /// <summary>Mean of all four prices, (open + high + low + close) / 4.</summary>
    Ohlc4,
}
