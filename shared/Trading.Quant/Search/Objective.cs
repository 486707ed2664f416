namespace Trading.Quant.Search;

/// <summary>What a search looks for.</summary>
public enum Objective
{
    /// <summary>Annualised Sharpe ratio.</summary>
    Sharpe,

    /// <summary>Equity at the end.</summary>
    FinalEquity,

    /// <summary>Equity gained as a fraction of the initial cash.</summary>
    TotalReturn,

    /// <summary>Compound annual growth over the largest drawdown.</summary>
    Calmar,

    /// <summary>The largest drawdown; the smaller, the better.</summary>
    MaxDrawdown,
}
