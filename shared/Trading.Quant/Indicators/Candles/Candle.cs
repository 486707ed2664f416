namespace Trading.Quant.Indicators.Candles;

/// <summary>
/// A bar as a candle: its body between open and close, its shadows, and what counts as long or short beside the bars before it.
/// An average covers the bars before this one, not the bar itself.
/// </summary>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="AverageBody">Mean body of the ten bars before.</param>
/// <param name="AverageShadows">Mean of both shadows together over the ten bars before.</param>
/// <param name="AverageRange">Mean of high less low over the ten bars before.</param>
/// <param name="RecentRange">Mean of high less low over the five bars before.</param>
internal readonly record struct Candle(
    double Open, double High, double Low, double Close, double AverageBody, double AverageShadows, double AverageRange, double RecentRange)
{
    /// <summary>True when it closed at or above its open.</summary>
    public bool IsWhite => Close >= Open;

    /// <summary>True when it closed below its open.</summary>
    public bool IsBlack => Close < Open;

    /// <summary>1 when white, -1 when black.</summary>
    public int Colour => IsWhite ? 1 : -1;

    /// <summary>Upper end of the body.</summary>
    public double Top => IsWhite ? Close : Open;

    /// <summary>Lower end of the body.</summary>
    public double Bottom => IsWhite ? Open : Close;

    public double Body => Math.Abs(Close - Open);

    public double Range => High - Low;

    public double UpperShadow => High - Top;

    public double LowerShadow => Bottom - Low;

    public bool HasLongBody => Body > AverageBody;

    public bool HasShortBody => Body < AverageBody;

    /// <summary>Longest body of a doji: a tenth of the average range.</summary>
    public double DojiBody => 0.1 * AverageRange;

    /// <summary>True when open and close are nearly one price.</summary>
    public bool IsDoji => Body <= DojiBody;

    /// <summary>True for a long body without shadows.</summary>
    public bool IsMarubozu => HasLongBody && HasNoUpperShadow && HasNoLowerShadow;

    /// <summary>True for a black that closed at its low.</summary>
    public bool IsCrow => IsBlack && HasNoLowerShadow;

    /// <summary>Shadows below it are short: half of the average of both together.</summary>
    public double ShortShadow => AverageShadows / 2;

    public bool HasLongUpperShadow => UpperShadow > Body;

    public bool HasLongLowerShadow => LowerShadow > Body;

    public bool HasVeryLongUpperShadow => UpperShadow > 2 * Body;

    public bool HasVeryLongLowerShadow => LowerShadow > 2 * Body;

    public bool HasShortUpperShadow => UpperShadow < ShortShadow;

    public bool HasShortLowerShadow => LowerShadow < ShortShadow;

    public bool HasNoUpperShadow => UpperShadow < NoShadow;

    public bool HasNoLowerShadow => LowerShadow < NoShadow;

    public bool HasUpperShadow => UpperShadow > NoShadow;

    public bool HasLowerShadow => LowerShadow > NoShadow;

    /// <summary>Shadows below it count as none: a tenth of the average range.</summary>
    private double NoShadow => 0.1 * AverageRange;

    /// <summary>Prices that differ by no more are the same.</summary>
    public double Equal => 0.05 * RecentRange;

    /// <summary>Prices that differ by no more are near each other.</summary>
    public double Near => 0.2 * RecentRange;

    /// <summary>Prices that differ by more are far from each other.</summary>
    public double Far => 0.6 * RecentRange;

    /// <summary>True when the whole body lies above another's.</summary>
    public bool BodyGapsUpFrom(in Candle other) => Bottom > other.Top;

    /// <summary>True when the whole body lies below another's.</summary>
    public bool BodyGapsDownFrom(in Candle other) => Top < other.Bottom;

    /// <summary>True when the body lies within another's and touches neither end.</summary>
    public bool BodyIsInside(in Candle other) => Top < other.Top && Bottom > other.Bottom;

    /// <summary>True when a price lies between the ends of the body.</summary>
    public bool BodyHolds(double price) => price > Bottom && price < Top;

    /// <summary>True when a price is the same as another, measured by this candle.</summary>
    public bool IsSame(double price, double other) => price <= other + Equal && price >= other - Equal;
}
