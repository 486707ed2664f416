namespace Trading.Domain.Risk;

/// <summary>What a protection looks at.</summary>
public enum ProtectionKind
{
    /// <summary>How many of the trades closed within the lookback returned less than the threshold.</summary>
    LosingTrades,

    /// <summary>How far the account fell from its highest within the lookback, as closed trades tell it, as a fraction of the highest.</summary>
    Drawdown,

    /// <summary>What the trades of the order's instrument closed within the lookback returned together.</summary>
    LowProfit,
}
