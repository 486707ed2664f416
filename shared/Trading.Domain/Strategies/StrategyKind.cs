namespace Trading.Domain.Strategies;

/// <summary>What a strategy bets on.</summary>
public enum StrategyKind
{
    /// <summary>What rises goes on rising.</summary>
    Momentum,

    /// <summary>What went too far comes back.</summary>
    MeanReversion,

    /// <summary>A property of the instruments, such as value or low volatility, is paid for.</summary>
    Factor,
}
