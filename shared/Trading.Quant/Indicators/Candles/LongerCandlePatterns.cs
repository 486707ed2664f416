namespace Trading.Quant.Indicators.Candles;

/// <summary>Patterns of four and five candles. Rules read from the newest candle, <c>c[0]</c>.</summary>
internal static class LongerCandlePatterns
{
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        new("Three black crows", "3BLACKCROWS",
            "white, then three falling blacks without lower shadows, each opening within the body before", 4, 10,
            (c, _) => c[3].IsWhite && c[2].IsCrow && c[1].IsCrow && c[0].IsCrow && c[2].BodyHolds(c[1].Open) && c[1].BodyHolds(c[0].Open)
                && c[3].High > c[2].Close && c[2].Close > c[1].Close && c[1].Close > c[0].Close ? -1 : 0),
        new("Three line strike", "3LINESTRIKE",
            "three of one colour going on, then one of the other colour that takes it all back; signed by the three's colour", 4, 5,
            (c, _) => IsThreeLineStrike(c) ? c[1].Colour : 0),
        new("Concealing baby swallow", "CONCEALBABYSWALL",
            "two black marubozu, a black gapping down whose upper shadow reaches into the second, a black that covers it wholly", 4, 10,
            (c, _) => c[3].IsBlack && c[2].IsBlack && c[1].IsBlack && c[0].IsBlack && c[3].HasNoLowerShadow && c[3].HasNoUpperShadow
                && c[2].HasNoLowerShadow && c[2].HasNoUpperShadow && c[1].BodyGapsDownFrom(c[2]) && c[1].HasUpperShadow && c[1].High > c[2].Close
                && c[0].High > c[1].High && c[0].Low < c[1].Low ? 1 : 0),
        new("Modified hikkake", "HIKKAKEMOD",
            "bar, inside bar that closes near its end, inside bar again, then a break out; signed against the break", 4, 5,
            (c, _) => IsModifiedHikkake(c, out var sign) ? sign : 0),
        new("Breakaway", "BREAKAWAY",
            "long body, a gap on, two bars further on, then one of the other colour that closes within the gap; signed by the last's colour", 5, 10,
            (c, _) => IsBreakaway(c) ? c[0].Colour : 0),
        new("Ladder bottom", "LADDERBOTTOM",
            "three falling blacks, a black with an upper shadow, a white that opens above its body and closes above its high", 5, 10,
            (c, _) => c[4].IsBlack && c[3].IsBlack && c[2].IsBlack && c[4].Open > c[3].Open && c[3].Open > c[2].Open
                && c[4].Close > c[3].Close && c[3].Close > c[2].Close && c[1].IsBlack && c[1].HasUpperShadow
                && c[0].IsWhite && c[0].Open > c[1].Open && c[0].Close > c[1].High ? 1 : 0),
        new("Mat hold", "MATHOLD",
            "long white, three short ones that gap up and fall back no deeper than the penetration, a white above them all", 5, 10,
            (c, depth) => IsMatHold(c, depth) ? 1 : 0) { Penetration = 0.5 },
        new("Rise-fall three methods", "RISEFALL3METHODS",
            "long body, three short ones of the other colour that drift back within its range, a long body on; signed by the first's colour", 5, 10,
            (c, _) => IsThreeMethods(c) ? c[4].Colour : 0) { Aliases = ["risingthreemethods", "fallingthreemethods"] },
    ];

    private static bool IsThreeLineStrike(CandleWindow c) =>
        c[3].Colour == c[2].Colour && c[2].Colour == c[1].Colour && c[0].Colour == -c[1].Colour
        && OpensAt(c[2], c[3]) && OpensAt(c[1], c[2])
        && (c[1].IsWhite
            ? c[1].Close > c[2].Close && c[2].Close > c[3].Close && c[0].Open > c[1].Close && c[0].Close < c[3].Open
            : c[1].Close < c[2].Close && c[2].Close < c[3].Close && c[0].Open < c[1].Close && c[0].Close > c[3].Open);

    private static bool OpensAt(in Candle next, in Candle candle) =>
        next.Open >= candle.Bottom - candle.Near && next.Open <= candle.Top + candle.Near;

    private static bool IsModifiedHikkake(CandleWindow c, out int sign)
    {
        sign = ThreeCandlePatterns.Fakes(c);
        return c[2].High < c[3].High && c[2].Low > c[3].Low && c[1].High < c[2].High && c[1].Low > c[2].Low
            && (sign > 0 ? c[2].Close <= c[2].Low + c[2].Near : c[2].Close >= c[2].High - c[2].Near);
    }

    private static bool IsBreakaway(CandleWindow c) =>
        c[4].HasLongBody && c[4].Colour == c[3].Colour && c[3].Colour == c[1].Colour && c[1].Colour == -c[0].Colour
        && (c[4].IsBlack
            ? c[3].BodyGapsDownFrom(c[4]) && c[2].High < c[3].High && c[2].Low < c[3].Low && c[1].High < c[2].High && c[1].Low < c[2].Low
                && c[0].Close > c[3].Open && c[0].Close < c[4].Close
            : c[3].BodyGapsUpFrom(c[4]) && c[2].High > c[3].High && c[2].Low > c[3].Low && c[1].High > c[2].High && c[1].Low > c[2].Low
                && c[0].Close < c[3].Open && c[0].Close > c[4].Close);

    private static bool IsMatHold(CandleWindow c, double depth)
    {
        var floor = c[4].Close - (c[4].Body * depth);
        return c[4].HasLongBody && c[3].HasShortBody && c[2].HasShortBody && c[1].HasShortBody
            && c[4].IsWhite && c[3].IsBlack && c[0].IsWhite && c[3].BodyGapsUpFrom(c[4])
            && c[2].Bottom < c[4].Close && c[1].Bottom < c[4].Close && c[2].Bottom > floor && c[1].Bottom > floor
            && c[2].Top < c[3].Open && c[1].Top < c[2].Top
            && c[0].Open > c[1].Close && c[0].Close > Math.Max(Math.Max(c[3].High, c[2].High), c[1].High);
    }

    private static bool IsThreeMethods(CandleWindow c)
    {
        var sign = c[4].Colour;
        return c[4].HasLongBody && c[3].HasShortBody && c[2].HasShortBody && c[1].HasShortBody && c[0].HasLongBody
            && c[3].Colour == -sign && c[2].Colour == -sign && c[1].Colour == -sign && c[0].Colour == sign
            && StaysIn(c[3], c[4]) && StaysIn(c[2], c[4]) && StaysIn(c[1], c[4])
            && c[2].Close * sign < c[3].Close * sign && c[1].Close * sign < c[2].Close * sign
            && c[0].Open * sign > c[1].Close * sign && c[0].Close * sign > c[4].Close * sign;
    }

    private static bool StaysIn(in Candle candle, in Candle range) => candle.Bottom < range.High && candle.Top > range.Low;
}
