namespace Trading.Quant.Indicators.Candles;

/// <summary>Patterns of three candles. Rules read from the newest candle, <c>c[0]</c>.</summary>
internal static class ThreeCandlePatterns
{
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        new("Morning star", "MORNINGSTAR",
            "long black, a body that is not long gapping down, a white that is not short closing within the first by more than the penetration", 3, 10,
            (c, depth) => c[2].IsBlack && IsStar(c) && !c[1].HasLongBody && Recovers(c, depth) ? 1 : 0) { Penetration = 0.3 },
        new("Morning doji star", "MORNINGDOJISTAR",
            "morning star whose second candle is a doji", 3, 10,
            (c, depth) => c[2].IsBlack && IsStar(c) && c[1].IsDoji && Recovers(c, depth) ? 1 : 0) { Penetration = 0.3 },
        new("Evening star", "EVENINGSTAR",
            "long white, a body that is not long gapping up, a black that is not short closing within the first by more than the penetration", 3, 10,
            (c, depth) => c[2].IsWhite && IsStar(c) && !c[1].HasLongBody && Recovers(c, depth) ? -1 : 0) { Penetration = 0.3 },
        new("Evening doji star", "EVENINGDOJISTAR",
            "evening star whose second candle is a doji", 3, 10,
            (c, depth) => c[2].IsWhite && IsStar(c) && c[1].IsDoji && Recovers(c, depth) ? -1 : 0) { Penetration = 0.3 },
        new("Abandoned baby", "ABANDONEDBABY",
            "star whose second candle is a doji with gaps between its range and both neighbours' ranges", 3, 10,
            (c, depth) => c[2].HasLongBody && c[1].IsDoji && Recovers(c, depth) && IsAbandoned(c) ? c[0].Colour : 0) { Penetration = 0.3 },
        new("Three white soldiers", "3WHITESOLDIERS",
            "three rising whites without upper shadows, each opening within or near the body before and not far shorter than it", 3, 10,
            (c, _) => IsRisingWhites(c) && c[2].HasNoUpperShadow && c[1].HasNoUpperShadow && c[0].HasNoUpperShadow
                && c[1].Body > c[2].Body - c[2].Far && c[0].Body > c[1].Body - c[1].Far && c[0].Body > c[0].AverageBody ? 1 : 0),
        new("Advance block", "ADVANCEBLOCK",
            "three rising whites that weaken: shorter bodies or longer upper shadows", 3, 10,
            (c, _) => IsRisingWhites(c) && c[2].HasLongBody && c[2].HasShortUpperShadow && Weakens(c) ? -1 : 0),
        new("Stalled pattern", "STALLEDPATTERN",
            "two long rising whites, then a short white that rides on the second's shoulder", 3, 10,
            (c, _) => c[2].IsWhite && c[1].IsWhite && c[0].IsWhite && c[0].Close > c[1].Close && c[1].Close > c[2].Close
                && c[2].HasLongBody && c[1].HasLongBody && c[1].HasNoUpperShadow && c[1].Open > c[2].Open && c[1].Open <= c[2].Close + c[2].Near
                && c[0].HasShortBody && c[0].Open >= c[1].Close - c[0].Body - c[1].Near ? -1 : 0),
        new("Three inside", "3INSIDE",
            "harami, then a close beyond the first's open; signed against the first's colour", 3, 10,
            (c, _) => c[2].HasLongBody && !c[1].HasLongBody && c[1].BodyIsInside(c[2]) && c[0].Colour == -c[2].Colour
                && (c[2].IsWhite ? c[0].Close < c[2].Open : c[0].Close > c[2].Open) ? -c[2].Colour : 0),
        new("Three outside", "3OUTSIDE",
            "a body that covers the one before beyond both ends, then a close further on; signed by the second's colour", 3, 0,
            (c, _) => c[1].Colour == -c[2].Colour && c[2].BodyIsInside(c[1])
                && (c[1].IsWhite ? c[0].Close > c[1].Close : c[0].Close < c[1].Close) ? c[1].Colour : 0),
        new("Three stars in the south", "3STARSINSOUTH",
            "long black with a long lower shadow, a smaller black with a higher low, a short black without shadows within the second's range", 3, 10,
            (c, _) => c[2].IsBlack && c[1].IsBlack && c[0].IsBlack && c[2].HasLongBody && c[2].HasLongLowerShadow
                && c[1].Body < c[2].Body && c[1].Open > c[2].Close && c[1].Open <= c[2].High && c[1].Low < c[2].Close && c[1].Low >= c[2].Low && c[1].HasLowerShadow
                && c[0].HasShortBody && c[0].HasNoLowerShadow && c[0].HasNoUpperShadow && c[0].Low > c[1].Low && c[0].High < c[1].High ? 1 : 0),
        new("Identical three crows", "IDENTICAL3CROWS",
            "three falling blacks without lower shadows, each opening at the close before", 3, 10,
            (c, _) => c[2].IsCrow && c[1].IsCrow && c[0].IsCrow && c[2].Close > c[1].Close && c[1].Close > c[0].Close
                && c[2].IsSame(c[1].Open, c[2].Close) && c[1].IsSame(c[0].Open, c[1].Close) ? -1 : 0),
        new("Two crows", "2CROWS",
            "long white, a black gapping up, a black that opens within the second and closes within the first", 3, 10,
            (c, _) => c[2].IsWhite && c[2].HasLongBody && c[1].IsBlack && c[1].BodyGapsUpFrom(c[2]) && c[0].IsBlack
                && c[1].BodyHolds(c[0].Open) && c[2].BodyHolds(c[0].Close) ? -1 : 0),
        new("Upside gap two crows", "UPSIDEGAP2CROWS",
            "long white, a black that is not long gapping up, a black that covers it and closes above the first", 3, 10,
            (c, _) => c[2].IsWhite && c[2].HasLongBody && c[1].IsBlack && !c[1].HasLongBody && c[1].BodyGapsUpFrom(c[2]) && c[0].IsBlack
                && c[1].BodyIsInside(c[0]) && c[0].Close > c[2].Close ? -1 : 0),
        new("Unique three river", "UNIQUE3RIVER",
            "long black, a black within it with a lower low, a short white that opens above that low", 3, 10,
            (c, _) => c[2].HasLongBody && c[2].IsBlack && c[1].IsBlack && c[1].Close > c[2].Close && c[1].Open <= c[2].Open && c[1].Low < c[2].Low
                && c[0].HasShortBody && c[0].IsWhite && c[0].Open > c[1].Low ? 1 : 0),
        new("Stick sandwich", "STICKSANDWICH",
            "black, a white wholly above its close, a black that closes where the first did", 3, 5,
            (c, _) => c[2].IsBlack && c[1].IsWhite && c[0].IsBlack && c[1].Low > c[2].Close && c[2].IsSame(c[0].Close, c[2].Close) ? 1 : 0),
        new("Tri-star", "TRISTAR",
            "three doji, the second gapping away and the third back", 3, 10,
            (c, _) => TriStar(c)),
        new("Gap side side white", "GAPSIDESIDEWHITE",
            "two like whites side by side that gap from the candle before; signed by the gap", 3, 5,
            (c, _) => SideBySide(c)),
        new("Tasuki gap", "TASUKIGAP",
            "a candle that gaps on, then one of the other colour and like size that closes within the gap; signed by the second's colour", 3, 5,
            (c, _) => IsTasukiGap(c) ? c[1].Colour : 0),
        new("Gap three methods", "XSIDEGAP3METHODS",
            "two of one colour with a gap between, then one of the other colour that closes the gap; signed by the first's colour", 3, 0,
            (c, _) => c[2].Colour == c[1].Colour && c[1].Colour == -c[0].Colour && c[1].BodyHolds(c[0].Open) && c[2].BodyHolds(c[0].Close)
                && GapsOn(c) ? c[2].Colour : 0),
        new("Hikkake", "HIKKAKE",
            "inside bar, then a bar that breaks out of it; signed against the break", 3, 0,
            (c, _) => c[1].High < c[2].High && c[1].Low > c[2].Low ? Fakes(c) : 0),
    ];

    /// <summary>Against the direction in which the newest bar leaves the one before; 0 when it leaves on both sides or none.</summary>
    internal static int Fakes(CandleWindow c) =>
        c[0].High < c[1].High && c[0].Low < c[1].Low ? 1 : c[0].High > c[1].High && c[0].Low > c[1].Low ? -1 : 0;

    private static bool GapsOn(CandleWindow c) => c[2].IsWhite ? c[1].BodyGapsUpFrom(c[2]) : c[1].BodyGapsDownFrom(c[2]);

    private static bool IsStar(CandleWindow c) => c[2].HasLongBody && GapsOn(c);

    private static bool Recovers(CandleWindow c, double depth) => c[0].Body > c[0].AverageBody && c[0].Colour == -c[2].Colour
        && (c[2].IsWhite ? c[0].Close < c[2].Close - (c[2].Body * depth) : c[0].Close > c[2].Close + (c[2].Body * depth));

    private static bool IsAbandoned(CandleWindow c) => c[2].IsWhite
        ? c[1].Low > c[2].High && c[0].High < c[1].Low
        : c[1].High < c[2].Low && c[0].Low > c[1].High;

    private static bool IsRisingWhites(CandleWindow c) => c[2].IsWhite && c[1].IsWhite && c[0].IsWhite
        && c[0].Close > c[1].Close && c[1].Close > c[2].Close
        && c[1].Open > c[2].Open && c[1].Open <= c[2].Close + c[2].Near
        && c[0].Open > c[1].Open && c[0].Open <= c[1].Close + c[1].Near;

    private static bool Weakens(CandleWindow c) =>
        (c[1].Body < c[2].Body - c[2].Far && c[0].Body < c[1].Body + c[1].Near)
        || c[0].Body < c[1].Body - c[1].Far
        || (c[0].Body < c[1].Body && c[1].Body < c[2].Body && (c[0].UpperShadow > c[0].ShortShadow || c[1].UpperShadow > c[1].ShortShadow))
        || (c[0].Body < c[1].Body && c[0].HasLongUpperShadow);

    private static int TriStar(CandleWindow c)
    {
        if (!c[2].IsDoji || c[1].Body > c[2].DojiBody || c[0].Body > c[2].DojiBody)
            return 0;
        if (c[1].BodyGapsDownFrom(c[2]) && c[0].Bottom > c[1].Bottom)
            return 1;
        return c[1].BodyGapsUpFrom(c[2]) && c[0].Top < c[1].Top ? -1 : 0;
    }

    private static int SideBySide(CandleWindow c)
    {
        var alike = c[1].IsWhite && c[0].IsWhite && c[0].Body >= c[1].Body - c[1].Near && c[0].Body <= c[1].Body + c[1].Near
            && c[1].IsSame(c[0].Open, c[1].Open);
        if (!alike)
            return 0;
        return c[1].BodyGapsUpFrom(c[2]) && c[0].BodyGapsUpFrom(c[2]) ? 1
            : c[1].BodyGapsDownFrom(c[2]) && c[0].BodyGapsDownFrom(c[2]) ? -1 : 0;
    }

    private static bool IsTasukiGap(CandleWindow c) =>
        c[0].Colour == -c[1].Colour && c[1].BodyHolds(c[0].Open) && Math.Abs(c[1].Body - c[0].Body) < c[1].Near
        && (c[1].IsWhite
            ? c[1].BodyGapsUpFrom(c[2]) && c[0].Close < c[1].Open && c[0].Close > c[2].Top
            : c[1].BodyGapsDownFrom(c[2]) && c[0].Close > c[1].Open && c[0].Close < c[2].Bottom);
}
