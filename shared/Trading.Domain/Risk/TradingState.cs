namespace Trading.Domain.Risk;

/// <summary>What is allowed to trade at all; the later, the tighter.</summary>
public enum TradingState
{
    /// <summary>Everything.</summary>
    Active,

    /// <summary>Only orders that make a position smaller.</summary>
    Reducing,

    /// <summary>Nothing.</summary>
    Halted,
}
