namespace Trading.Domain.Matching;

/// <summary>What a bar does to an order.</summary>
public enum BarTouch
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It reaches the stop of a stop-limit order, which is a limit order from now on.</summary>
    Triggered,

    /// <summary>The order trades.</summary>
    Filled,
}
