namespace Trading.Quant.Indicators.Candles;

/// <summary>Patterns of two candles. Rules read from the newest candle, <c>c[0]</c>.</summary>
internal static class TwoCandlePatterns
{
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        new("Hammer", "HAMMER",
            "short body near or under the low before, a long lower shadow, no upper one", 2, 10,
            (c, _) => HangsOn(c[0]) && c[0].Bottom <= c[1].Low + c[1].Near ? 1 : 0),
        new("Hanging man", "HANGINGMAN",
            "short body near or above the high before, a long lower shadow, no upper one", 2, 10,
            (c, _) => HangsOn(c[0]) && c[0].Bottom >= c[1].High - c[1].Near ? -1 : 0),
        new("Inverted hammer", "INVERTEDHAMMER",
            "short body gapping down, a long upper shadow, no lower one", 2, 10,
            (c, _) => StandsOn(c[0]) && c[0].BodyGapsDownFrom(c[1]) ? 1 : 0),
        new("Shooting star", "SHOOTINGSTAR",
            "short body gapping up, a long upper shadow, no lower one", 2, 10,
            (c, _) => StandsOn(c[0]) && c[0].BodyGapsUpFrom(c[1]) ? -1 : 0),
        new("Engulfing", "ENGULFING",
            "body of the other colour that covers the body before; both may share one end; signed by the second's colour", 2, 0,
            (c, _) => c[0].Colour == -c[1].Colour && c[0].Top >= c[1].Top && c[0].Bottom <= c[1].Bottom
                && (c[0].Top > c[1].Top || c[0].Bottom < c[1].Bottom) ? c[0].Colour : 0),
        new("Harami", "HARAMI",
            "long body, then one that is not long within it; signed against the first's colour", 2, 10,
            (c, _) => c[1].HasLongBody && !c[0].HasLongBody && IsHeldBy(c[0], c[1]) ? -c[1].Colour : 0),
        new("Harami cross", "HARAMICROSS",
            "long body, then a doji within it; signed against the first's colour", 2, 10,
            (c, _) => c[1].HasLongBody && c[0].IsDoji && IsHeldBy(c[0], c[1]) ? -c[1].Colour : 0),
        new("Piercing", "PIERCING",
            "long black, then a long white that opens under its low and closes in the upper half of its body", 2, 10,
            (c, _) => c[1].IsBlack && c[1].HasLongBody && c[0].IsWhite && c[0].HasLongBody && c[0].Open < c[1].Low
                && c[0].Close < c[1].Open && c[0].Close > c[1].Close + (c[1].Body * 0.5) ? 1 : 0),
        new("Dark cloud cover", "DARKCLOUDCOVER",
            "long white, then a black that opens above its high and closes within its body by more than the penetration", 2, 10,
            (c, depth) => c[1].IsWhite && c[1].HasLongBody && c[0].IsBlack && c[0].Open > c[1].High
                && c[0].Close > c[1].Open && c[0].Close < c[1].Close - (c[1].Body * depth) ? -1 : 0) { Penetration = 0.5 },
        new("Doji star", "DOJISTAR",
            "long body, then a doji that gaps in its direction; signed against the first's colour", 2, 10,
            (c, _) => c[1].HasLongBody && c[0].IsDoji && GapsOn(c[0], c[1]) ? -c[1].Colour : 0),
        new("Counterattack", "COUNTERATTACK",
            "two long bodies of opposite colour that close at one price; signed by the second's colour", 2, 10,
            (c, _) => c[1].Colour == -c[0].Colour && c[1].HasLongBody && c[0].HasLongBody && c[1].IsSame(c[0].Close, c[1].Close) ? c[0].Colour : 0),
        new("Separating lines", "SEPARATINGLINES",
            "two opposite colours that open at one price, the second a belt hold; signed by the second's colour", 2, 10,
            (c, _) => c[1].Colour == -c[0].Colour && c[1].IsSame(c[0].Open, c[1].Open) && c[0].HasLongBody
                && (c[0].IsWhite ? c[0].HasNoLowerShadow : c[0].HasNoUpperShadow) ? c[0].Colour : 0),
        new("Kicking", "KICKING",
            "two marubozu of opposite colour with a gap between their ranges; signed by the second's colour", 2, 10,
            (c, _) => IsKicking(c) ? c[0].Colour : 0),
        new("Kicking by length", "KICKINGBYLENGTH",
            "two marubozu of opposite colour with a gap between their ranges; signed by the longer's colour", 2, 10,
            (c, _) => !IsKicking(c) ? 0 : c[0].Body > c[1].Body ? c[0].Colour : c[1].Colour),
        new("Homing pigeon", "HOMINGPIGEON",
            "long black, then a black that is not long within its body", 2, 10,
            (c, _) => c[1].IsBlack && c[0].IsBlack && c[1].HasLongBody && !c[0].HasLongBody && c[0].BodyIsInside(c[1]) ? 1 : 0),
        new("Matching low", "MATCHINGLOW",
            "two blacks that close at one price", 2, 5,
            (c, _) => c[1].IsBlack && c[0].IsBlack && c[1].IsSame(c[0].Close, c[1].Close) ? 1 : 0),
        new("In neck", "INNECK",
            "long black, then a white that opens under its low and closes at or just above its close", 2, 10,
            (c, _) => OpensUnder(c) && c[0].Close <= c[1].Close + c[1].Equal && c[0].Close >= c[1].Close ? -1 : 0),
        new("On neck", "ONNECK",
            "long black, then a white that opens under its low and closes at that low", 2, 10,
            (c, _) => OpensUnder(c) && c[1].IsSame(c[0].Close, c[1].Low) ? -1 : 0),
        new("Thrusting", "THRUSTING",
            "long black, then a white that opens under its low and closes within the lower half of its body", 2, 10,
            (c, _) => OpensUnder(c) && c[0].Close > c[1].Close + c[1].Equal && c[0].Close <= c[1].Close + (c[1].Body * 0.5) ? -1 : 0),
        new("Tweezer", null,
            "opposite colours with one low (black then white: bottom, 100) or one high (white then black: top, -100)", 2, 5,
            (c, _) => c[1].IsBlack && c[0].IsWhite && c[1].IsSame(c[0].Low, c[1].Low) ? 1
                : c[1].IsWhite && c[0].IsBlack && c[1].IsSame(c[0].High, c[1].High) ? -1 : 0),
        new("Inside bar", null,
            "range within the range before, touching neither end; signed by its own colour", 2, 0,
            (c, _) => c[0].High < c[1].High && c[0].Low > c[1].Low ? c[0].Colour : 0),
        new("Outside bar", null,
            "range beyond both ends of the range before; signed by its own colour", 2, 0,
            (c, _) => c[0].High > c[1].High && c[0].Low < c[1].Low ? c[0].Colour : 0),
    ];

    private static bool HangsOn(in Candle candle) => candle.HasShortBody && candle.HasLongLowerShadow && candle.HasNoUpperShadow;

    private static bool StandsOn(in Candle candle) => candle.HasShortBody && candle.HasLongUpperShadow && candle.HasNoLowerShadow;

    private static bool IsHeldBy(in Candle inner, in Candle outer) => inner.Top <= outer.Top && inner.Bottom >= outer.Bottom;

    private static bool GapsOn(in Candle next, in Candle candle) =>
        candle.IsWhite ? next.BodyGapsUpFrom(candle) : next.BodyGapsDownFrom(candle);

    private static bool OpensUnder(CandleWindow c) => c[1].IsBlack && c[1].HasLongBody && c[0].IsWhite && c[0].Open < c[1].Low;

    private static bool IsKicking(CandleWindow c) =>
        c[1].Colour == -c[0].Colour && c[1].IsMarubozu && c[0].IsMarubozu && (c[1].IsBlack ? c[0].Low > c[1].High : c[0].High < c[1].Low);
}
