namespace Trading.Quant.Backtests;

/// <summary>A position from its entry to its exit. Times are UTC ticks of the bars at whose open it was filled.</summary>
/// <param name="EntryTime">Bar of the entry fill.</param>
/// <param name="EntryPrice">Price of the entry per unit, slippage included.</param>
/// <param name="Quantity">Units bought, or sold short.</param>
/// <param name="EntryFee">Commission of the entry.</param>
/// <param name="ExitTime">Bar of the exit fill; null while the position is open.</param>
/// <param name="ExitPrice">Price of the exit per unit, slippage included; NaN while the position is open.</param>
/// <param name="ExitFee">Commission of the exit; 0 while the position is open.</param>
public sealed record BacktestTrade(
    long EntryTime, double EntryPrice, double Quantity, double EntryFee, long? ExitTime = null, double ExitPrice = double.NaN, double ExitFee = 0)
{
    /// <summary>True when the units were sold first and bought back.</summary>
    public bool IsShort { get; init; }

    /// <summary>Gain after both commissions; NaN while the position is open.</summary>
    public double Profit => (Quantity * (IsShort ? EntryPrice - ExitPrice : ExitPrice - EntryPrice)) - EntryFee - ExitFee;

    /// <summary>Gain after both commissions as a fraction of what the entry cost with its commission; NaN while the position is open.</summary>
    public double Return => Profit / ((Quantity * EntryPrice) + EntryFee);
}
