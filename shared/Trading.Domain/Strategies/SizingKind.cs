namespace Trading.Domain.Strategies;

/// <summary>How the size of an entry is found. Everything is counted at the fill, commission included.</summary>
public enum SizingKind
{
    /// <summary>Everything the account's cash buys.</summary>
    AllIn,

    /// <summary>An amount of money: <see cref="Sizing.Value"/>.</summary>
    Amount,

    /// <summary>A count of units: <see cref="Sizing.Value"/>.</summary>
    Units,

    /// <summary>A fraction of the equity: <see cref="Sizing.Value"/>, 0.1 for a tenth.</summary>
    EquityFraction,

    /// <summary>
    /// The fraction of the equity at which the position would move as much a year as <see cref="Sizing.Value"/> (0.1 for 10 %), by the deviation
    /// of the last <see cref="Sizing.Lookback"/> returns.
    /// </summary>
    VolatilityTarget,

    /// <summary>
    /// <see cref="Sizing.Value"/> times the growth-optimal fraction of the equity, mean over variance of the last <see cref="Sizing.Lookback"/>
    /// returns (0.5 for half Kelly); no entry while the mean is not above zero. Thorp (2006), The Kelly criterion in blackjack, sports
    /// betting and the stock market.
    /// </summary>
    Kelly,

    /// <summary>The equity in equal parts, one for each of <see cref="StrategyRules.MaxPositions"/>.</summary>
    EqualWeight,
}
