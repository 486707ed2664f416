namespace Trading.Domain.Matching;

/// <summary>How an order ended in a simulated market without trading all.</summary>
public enum MarketEnding
{
    /// <summary>By its own instructions, or since another one of its group traded.</summary>
    Cancelled,

    /// <summary>Its time ran out.</summary>
    Expired,

    /// <summary>The account can't pay for it, or doesn't hold what it sells.</summary>
    Refused,
}
