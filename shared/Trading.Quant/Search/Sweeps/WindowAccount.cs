using Trading.Domain.MarketData;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;

namespace Trading.Quant.Search.Sweeps;

/// <summary>The account of a strategy on one window: takes no notice of what lies outside.</summary>
internal sealed class WindowAccount(BarWindow window, BacktestSettings settings, List<BacktestTrade>? trades = null)
{
    private readonly SignalAccount account = new(settings, trades);
    private int stretch;

    public BacktestResult Result => account.Result;

    /// <summary>True when no bar of the window is left.</summary>
    public bool IsDone => stretch == window.Stretches.Count;

    /// <summary>Takes in those bars of a block that belong to the window.</summary>
    /// <param name="block">The block.</param>
    /// <param name="blockStart">Position of its first bar in the series.</param>
    /// <param name="entries">Where the entry rule holds in the block.</param>
    /// <param name="exits">Where the exit rule does.</param>
    /// <param name="equity">Receives the equity at each of those bars, at their positions in the block; empty where it is not wanted.</param>
    public void Run(BarSeries block, int blockStart, ReadOnlySpan<ulong> entries, ReadOnlySpan<ulong> exits, Span<double> equity = default)
    {
        while (!IsDone)
        {
            var bars = window.Stretches[stretch];
            var from = Math.Max(bars.From - blockStart, 0);
            var to = Math.Min(bars.To - blockStart, block.Count);
            if (from >= to)
                return;
            var isEnd = bars.To - blockStart == to;
            var open = isEnd && window.EndsFlat ? to - 1 : to;
            account.Run(block, entries, exits, from, open, equity.IsEmpty ? equity : equity[from..open]);
            if (open < to)
            {
                var cash = account.Finish(block, entries, exits, open);
                if (!equity.IsEmpty)
                    equity[open] = cash;
            }

            if (!isEnd)
                return;
            stretch++;
        }
    }
}
