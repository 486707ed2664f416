namespace Trading.Quant.Backtests;

/// <summary>How the size of an order is found.</summary>
public enum TradeSizeKind
{
    /// <summary>Everything the cash buys.</summary>
    AllCash,

    /// <summary>A count of units.</summary>
    Units,

    /// <summary>An amount of money.</summary>
    Cash,

    /// <summary>A fraction of the equity.</summary>
    EquityFraction,

    /// <summary>Whatever brings the position to a fraction of the equity; below zero short. The order buys or sells as it turns out.</summary>
    TargetFraction,

    /// <summary>All units that are held.</summary>
    Position,
}
