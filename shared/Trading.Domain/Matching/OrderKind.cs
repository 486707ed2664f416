namespace Trading.Domain.Matching;

/// <summary>When an order trades, and at which price.</summary>
public enum OrderKind
{
    /// <summary>At once, at the price that is there.</summary>
    Market,

    /// <summary>At its limit or better.</summary>
    Limit,

    /// <summary>As a market order once the price has gone against it as far as its stop: up for a buy, down for a sell.</summary>
    Stop,

    /// <summary>As a limit order once the stop is reached.</summary>
    StopLimit,

    /// <summary>A stop that follows the price at a distance, and never moves away from it.</summary>
    TrailingStop,
}
