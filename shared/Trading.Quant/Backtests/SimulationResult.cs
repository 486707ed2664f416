using Trading.Domain.Ledger;

namespace Trading.Quant.Backtests;

/// <summary>What a run came to. Money is in the currency of the instruments' market.</summary>
public sealed record SimulationResult
{
    /// <summary>Time of each point of <see cref="Equity"/>: every time at which a bar of any instrument closed, UTC ticks.</summary>
    public required IReadOnlyList<long> Times { get; init; }

    /// <summary>Cash and positions at the closes of each time.</summary>
    public required IReadOnlyList<double> Equity { get; init; }

    /// <summary>Closed trades in the order of their exits, then those still open.</summary>
    public required IReadOnlyList<BacktestTrade> Trades { get; init; }

    /// <summary>Every fill, oldest first.</summary>
    public required IReadOnlyList<SimulatedFill> Fills { get; init; }

    /// <summary>Every order the strategy gave, oldest first.</summary>
    public required IReadOnlyList<SimulatedOrder> Orders { get; init; }

    /// <summary>Cash at the start.</summary>
    public required double InitialCash { get; init; }

    /// <summary>Cash at the end.</summary>
    public required double FinalCash { get; init; }

    /// <summary>Cash and positions at the end, these at their last close.</summary>
    public double FinalEquity => Equity.Count > 0 ? Equity[^1] : InitialCash;

    /// <summary>Commissions paid.</summary>
    public required double Commissions { get; init; }

    /// <summary>Transaction taxes and fees of regulators paid.</summary>
    public required double Taxes { get; init; }

    /// <summary>Interest earned, less what credit and borrowed shares cost.</summary>
    public required double Interest { get; init; }

    /// <summary>Dividends received, less those owed on short positions.</summary>
    public required double Dividends { get; init; }

    /// <summary>Orders that could not trade where they should have: too little money for one unit, or nothing to close.</summary>
    public required int OrdersUnfilled { get; init; }

    /// <summary>Orders that the limits denied; null for a run without limits.</summary>
    public DeniedOrders? Denied { get; init; }

    /// <summary>Closes at which the equity was below the maintenance margin, so that all positions were closed.</summary>
    public required int MarginCalls { get; init; }

    /// <summary>True when the equity fell to zero or below: everything was closed, and nothing traded after.</summary>
    public required bool IsRuined { get; init; }

    /// <summary>The entries of the ledger, oldest first; empty in a fast run.</summary>
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }
}
