namespace Trading.Domain.Risk;

/// <summary>How much an engaged kill switch does; the later, the more.</summary>
public enum KillLevel
{
    /// <summary>No order leaves; those in the market stay there.</summary>
    NoNewOrders,

    /// <summary>No order leaves, and every open one is cancelled.</summary>
    CancelAll,

    /// <summary>Every open order is cancelled and every position is closed; only the orders that close them leave.</summary>
    Flatten,
}
