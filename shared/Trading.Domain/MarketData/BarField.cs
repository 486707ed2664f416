namespace Trading.Domain.MarketData;

/// <summary>A numeric column of bars.</summary>
public enum BarField
{
    /// <summary>First price of the interval.</summary>
    Open,

    /// <summary>Highest price of the interval.</summary>
    High,

    /// <summary>Lowest price of the interval.</summary>
    Low,

    /// <summary>Last price of the interval.</summary>
    Close,

    /// <summary>Units traded in the interval.</summary>
    Volume,
}
