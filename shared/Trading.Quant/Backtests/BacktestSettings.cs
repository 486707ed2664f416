namespace Trading.Quant.Backtests;

/// <summary>The conditions of a back-test.</summary>
/// <param name="InitialCash">Cash at the start, positive, in the instrument's currency.</param>
/// <param name="CommissionRate">Fraction of the notional per side.</param>
/// <param name="SlippageRate">Fraction by which a fill is worse than the open.</param>
/// <param name="WholeUnits">True when the size of an entry is rounded down to whole units.</param>
/// <param name="PeriodsPerYear">Bars in a year, by which the Sharpe ratio is annualised; see <see cref="Annualisation"/>.</param>
public sealed record BacktestSettings(
    double InitialCash, double CommissionRate, double SlippageRate, bool WholeUnits, double PeriodsPerYear)
{
    /// <exception cref="ArgumentOutOfRangeException">Initial cash is not positive, or a rate outside [0, 1).</exception>
    internal void ThrowIfImpossible()
    {
        if (!(InitialCash > 0 && double.IsFinite(InitialCash)))
            throw new ArgumentOutOfRangeException(nameof(InitialCash), InitialCash, "Initial cash must be a positive number.");
        if (CommissionRate is not (>= 0 and < 1) || SlippageRate is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(CommissionRate), this, "Commission and slippage rates must be in [0, 1).");
    }
}
