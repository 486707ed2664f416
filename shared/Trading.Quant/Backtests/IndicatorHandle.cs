namespace Trading.Quant.Backtests;

/// <summary>An indicator that a strategy asked for.</summary>
/// <param name="Index">Position among all it asked for.</param>
public readonly record struct IndicatorHandle(int Index);
