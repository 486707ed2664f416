namespace Trading.Quant.Backtests;

/// <summary>A position from its entry to its exit. Times are UTC ticks of the bars at whose open it was filled.</summary>
/// <param name="EntryTime">Bar of the entry fill.</param>
/// <param name="EntryPrice">Price of the entry per unit, slippage included.</param>
/// <param name="Quantity">Units bought, or sold short.</param>
/// <param name="EntryFee">Commission and taxes of the entry.</param>
/// <param name="ExitTime">Bar of the exit fill; null while the position is open.</param>
/// <param name="ExitPrice">Price of the exit per unit, slippage included; NaN while the position is open.</param>
/// <param name="ExitFee">Commission and taxes of the exit; 0 while the position is open.</param>
public sealed record BacktestTrade(
    long EntryTime, double EntryPrice, double Quantity, double EntryFee, long? ExitTime = null, double ExitPrice = double.NaN, double ExitFee = 0)
{
    /// <summary>Position of the instrument among those of the run.</summary>
    public int Instrument { get; init; }

    /// <summary>True when the units were sold first and bought back.</summary>
    public bool IsShort { get; init; }

    /// <summary>Bars of the instrument from the entry's to the exit's, both included; zero where it is not counted.</summary>
    public int BarsHeld { get; init; }

    /// <summary>Largest loss that the bars' highs and lows showed while it was held, as a fraction of the entry price; zero or below.</summary>
    public double WorstReturn { get; init; }

    /// <summary>Largest gain that the bars' highs and lows showed while it was held, as a fraction of the entry price; zero or above.</summary>
    public double BestReturn { get; init; }

    /// <summary>Tag of the order that opened it.</summary>
    public string? EntryTag { get; init; }

    /// <summary>Tag of the order that closed it.</summary>
    public string? ExitTag { get; init; }

    /// <summary>Gain after both commissions; NaN while the position is open.</summary>
    public double Profit => (Quantity * (IsShort ? EntryPrice - ExitPrice : ExitPrice - EntryPrice)) - EntryFee - ExitFee;

    /// <summary>Gain after both commissions as a fraction of what the entry cost with its commission; NaN while the position is open.</summary>
    public double Return => Profit / ((Quantity * EntryPrice) + EntryFee);
}
