using Trading.Domain.Markets;

namespace Trading.Domain.Strategies;

/// <summary>What trading costs beyond the price seen.</summary>
/// <param name="CommissionRate">Fraction of the notional per side (0.001 is ten basis points), in [0, 1).</param>
/// <param name="SlippageRate">Fraction by which a fill is worse than the price seen: buys higher, sells lower; in [0, 1).</param>
public sealed record TradingCosts(decimal CommissionRate, decimal SlippageRate)
{
    /// <summary>Nothing.</summary>
    public static TradingCosts None { get; } = new(0, 0);

    /// <summary>Commission per unit, zero or more.</summary>
    public decimal CommissionPerUnit { get; init; }

    /// <summary>Least commission of a fill, zero or more.</summary>
    public decimal CommissionMinimum { get; init; }

    /// <summary>Most commission of a fill as a fraction of its notional, in (0, 1), whatever the minimum; null for no limit.</summary>
    public decimal? CommissionMaximum { get; init; }

    /// <summary>Distance between bid and ask as a fraction of the price, in [0, 1); half of it is paid per side, beside the slippage.</summary>
    public decimal SpreadRate { get; init; }

    /// <summary>Slippage that an order as large as the bar's whole volume would add, in [0, 1); it grows with the square of the share.</summary>
    public decimal ImpactRate { get; init; }

    /// <summary>Largest fraction of a bar's volume that one order may trade, in (0, 1]; what is left waits for the next bar. Null for no limit.</summary>
    public decimal? MaxVolumeShare { get; init; }

    /// <summary>
    /// Milliseconds between the making of an order and its arrival at the market, from 0 to <see cref="StrategyLimits.MaxLatencyMilliseconds"/>. It trades only in bars that
    /// open when it has arrived: one that is made at the close of a minute misses the next minute, whose open is that very moment. Of daily bars it misses none,
    /// since no market is closed over night for less than the longest latency.
    /// </summary>
    /// <remarks>
    /// The time an insertion takes in NautilusTrader's LatencyModel, the entry latency of hftbacktest. A cancellation takes none here, and neither do the stops and targets
    /// that a fill places, which are at the market already.
    /// </remarks>
    public int LatencyMilliseconds { get; init; }

    /// <summary>Interest a year on the value of units sold short, as a fraction; zero or more.</summary>
    public decimal BorrowRate { get; init; }

    /// <summary>Interest a year that cash earns, as a fraction; zero or more.</summary>
    public decimal CashRate { get; init; }

    /// <summary>Interest a year that negative cash costs, as a fraction; zero or more.</summary>
    public decimal MarginRate { get; init; }

    /// <summary>Least equity below which the broker closes all positions; null where nobody watches.</summary>
    public MaintenanceMargin? MaintenanceMargin { get; init; }

    /// <summary>What the broker takes for a fill.</summary>
    public CommissionSchedule Commission => new(CommissionRate, CommissionPerUnit, CommissionMinimum, CommissionMaximum);

    /// <summary>True when the commission rate and the slippage rate are all there is.</summary>
    public bool IsTwoRates => this == new TradingCosts(CommissionRate, SlippageRate);
}
