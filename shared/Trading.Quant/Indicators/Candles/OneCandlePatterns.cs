namespace Trading.Quant.Indicators.Candles;

/// <summary>Patterns of a single candle. Rules read from the newest candle, <c>c[0]</c>.</summary>
internal static class OneCandlePatterns
{
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        new("Doji", "DOJI",
            "open and close nearly one price; 100 says only that it is there", 1, 10,
            (c, _) => c[0].IsDoji ? 1 : 0),
        new("Dragonfly doji", "DRAGONFLYDOJI",
            "doji with a lower shadow and no upper one", 1, 10,
            (c, _) => c[0].IsDoji && c[0].HasNoUpperShadow && c[0].HasLowerShadow ? 1 : 0),
        new("Gravestone doji", "GRAVESTONEDOJI",
            "doji with an upper shadow and no lower one; 100 says only that it is there", 1, 10,
            (c, _) => c[0].IsDoji && c[0].HasNoLowerShadow && c[0].HasUpperShadow ? 1 : 0),
        new("Long-legged doji", "LONGLEGGEDDOJI",
            "doji with a long shadow; 100 says only that it is there", 1, 10,
            (c, _) => c[0].IsDoji && (c[0].HasLongLowerShadow || c[0].HasLongUpperShadow) ? 1 : 0),
        new("Rickshaw man", "RICKSHAWMAN",
            "doji with two long shadows and its body near the middle; 100 says only that it is there", 1, 10,
            (c, _) => IsRickshawMan(c[0]) ? 1 : 0),
        new("Takuri", "TAKURI",
            "dragonfly doji with a very long lower shadow", 1, 10,
            (c, _) => c[0].IsDoji && c[0].HasNoUpperShadow && c[0].HasVeryLongLowerShadow ? 1 : 0),
        new("Marubozu", "MARUBOZU",
            "long body without shadows; signed by its colour", 1, 10,
            (c, _) => c[0].IsMarubozu ? c[0].Colour : 0),
        new("Closing marubozu", "CLOSINGMARUBOZU",
            "long body without a shadow at its close; signed by its colour", 1, 10,
            (c, _) => c[0].HasLongBody && (c[0].IsWhite ? c[0].HasNoUpperShadow : c[0].HasNoLowerShadow) ? c[0].Colour : 0),
        new("Belt hold", "BELTHOLD",
            "long body without a shadow at its open; signed by its colour", 1, 10,
            (c, _) => c[0].HasLongBody && (c[0].IsWhite ? c[0].HasNoLowerShadow : c[0].HasNoUpperShadow) ? c[0].Colour : 0),
        new("Spinning top", "SPINNINGTOP",
            "short body with shadows longer than it; signed by its colour", 1, 10,
            (c, _) => c[0].HasShortBody && c[0].HasLongUpperShadow && c[0].HasLongLowerShadow ? c[0].Colour : 0),
        new("High wave", "HIGHWAVE",
            "short body with very long shadows; signed by its colour", 1, 10,
            (c, _) => c[0].HasShortBody && c[0].HasVeryLongUpperShadow && c[0].HasVeryLongLowerShadow ? c[0].Colour : 0),
        new("Long line", "LONGLINE",
            "long body with short shadows; signed by its colour", 1, 10,
            (c, _) => c[0].HasLongBody && c[0].HasShortUpperShadow && c[0].HasShortLowerShadow ? c[0].Colour : 0),
        new("Short line", "SHORTLINE",
            "short body with short shadows; signed by its colour", 1, 10,
            (c, _) => c[0].HasShortBody && c[0].HasShortUpperShadow && c[0].HasShortLowerShadow ? c[0].Colour : 0),
    ];

    private static bool IsRickshawMan(in Candle candle)
    {
        var middle = candle.Low + (candle.Range / 2);
        return candle.IsDoji && candle.HasLongLowerShadow && candle.HasLongUpperShadow
            && candle.Bottom <= middle + candle.Near && candle.Top >= middle - candle.Near;
    }
}
