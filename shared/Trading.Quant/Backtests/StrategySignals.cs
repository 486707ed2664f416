namespace Trading.Quant.Backtests;

/// <summary>Which rules of a strategy hold at the close of a bar.</summary>
[Flags]
public enum StrategySignals
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>The entry rule.</summary>
    Entry = 1,

    /// <summary>The exit rule.</summary>
    Exit = 2,
}
