namespace Trading.Domain.Risk;

/// <summary>
/// Stops openings for a while after trades went badly. It is judged at each close of a trade, over the trades closed within the lookback up to then;
/// when it trips, nothing is opened for the pause from that close on. Several hold side by side: an order passes only when all let it.
/// </summary>
/// <param name="Kind">What it looks at.</param>
/// <param name="Trades">
/// Of <see cref="ProtectionKind.LosingTrades"/> how many trip it; of the others how many must have closed before it says anything.
/// </param>
/// <param name="LookbackSeconds">How far back from a close it looks.</param>
/// <param name="PauseSeconds">How long nothing is opened.</param>
/// <remarks>
/// Semantics of the protections StoplossGuard, MaxDrawdown and LowProfitPairs in the documentation of freqtrade
/// (https://www.freqtrade.io/en/stable/includes/protections/), with two differences: every losing trade counts, not only those that a stop ended, and
/// returns are before commissions.
/// </remarks>
public sealed record Protection(ProtectionKind Kind, int Trades, int LookbackSeconds, int PauseSeconds)
{
    /// <summary>Trades that are looked at, the newest.</summary>
    public const int MostTrades = 1_000;

    /// <summary>
    /// Of losing trades the return below which one counts; of a drawdown the largest fall allowed, above zero; of low profit the least sum of returns.
    /// All are fractions.
    /// </summary>
    public decimal Threshold { get; init; }

    /// <summary>
    /// True to count the losing trades of the order's instrument only, and to stop openings there only. A drawdown is always the account's, low profit the
    /// instrument's.
    /// </summary>
    public bool PerInstrument { get; init; }

    /// <summary>Seconds back from now within which a trade may have a say.</summary>
    public long ReachSeconds => (long)LookbackSeconds + PauseSeconds;
}
