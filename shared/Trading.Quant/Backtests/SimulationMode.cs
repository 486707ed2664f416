namespace Trading.Quant.Backtests;

/// <summary>In which numbers a run is kept.</summary>
public enum SimulationMode
{
    /// <summary>Double, not rounded.</summary>
    Fast,

    /// <summary>Decimal, every fill and payment an entry of a double-entry ledger.</summary>
    Exact,
}
