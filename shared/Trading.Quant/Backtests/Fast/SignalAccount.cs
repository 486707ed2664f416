using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trading.Domain.MarketData;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Quant.Backtests.Fast;

/// <summary>
/// The account of one strategy that puts everything into one instrument: what a look at every bar comes to, done from
/// signal to signal.
/// </summary>
internal sealed class SignalAccount
{
    private readonly BacktestSettings settings;
    private readonly List<BacktestTrade>? trades;
    private EquityFigures figures;
    private bool isPending;
    private double cash;
    private double quantity;
    private double fees;
    private long entryTime;
    private double entryPrice;
    private double entryFee;
    private int bars;
    private int entrySignals;
    private int exitSignals;
    private int buys;
    private int sells;
    private int winners;

    /// <summary>Before the first bar.</summary>
    /// <param name="settings">The conditions.</param>
    /// <param name="trades">Receives each trade when it is closed; null where only figures are wanted.</param>
    public SignalAccount(BacktestSettings settings, List<BacktestTrade>? trades = null)
    {
        this.settings = settings;
        this.trades = trades;
        cash = settings.InitialCash;
        figures = new EquityFigures(cash);
    }

    /// <summary>The position that is open; null when none is.</summary>
    public BacktestTrade? Open => quantity > 0 ? new BacktestTrade(entryTime, entryPrice, quantity, entryFee) : null;

    /// <summary>The result so far.</summary>
    public BacktestResult Result => new(
        bars, entrySignals, exitSignals, buys, sells, winners, quantity > 0, settings.InitialCash, figures.Last, fees,
        (figures.Last / settings.InitialCash) - 1, figures.MaxDrawdown, figures.Sharpe(settings.PeriodsPerYear), settings.PeriodsPerYear);

    /// <summary>Takes in bars [<paramref name="from"/>, <paramref name="to"/>) of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="entries">Where the entry rule holds in the block.</param>
    /// <param name="exits">Where the exit rule does.</param>
    /// <param name="from">First bar, from 0.</param>
    /// <param name="to">The bar after the last.</param>
    /// <param name="equity">Receives cash and the position's value at each close; empty where it is not wanted.</param>
    public void Run(BarSeries block, ReadOnlySpan<ulong> entries, ReadOnlySpan<ulong> exits, int from, int to, Span<double> equity)
    {
        var open = block.Open;
        var close = block.Close;
        bars += to - from;
        entrySignals += SignalMask.Count(entries, from, to);
        exitSignals += SignalMask.Count(exits, from, to);
        for (var at = from; at < to;)
        {
            if (isPending)
                Fill(open[at], block.Times[at]);
            var signal = SignalMask.Next(quantity > 0 ? exits : entries, at, to);
            isPending = signal < to;
            var end = isPending ? signal + 1 : to;
            Hold(close[at..end], equity.IsEmpty ? equity : equity[(at - from)..(end - from)]);
            at = end;
        }
    }

    /// <summary>
    /// Takes in the last bar of a stretch after which the account stays out of the market: what is pending is filled at its open, what is
    /// then held is sold at its close, with costs.
    /// </summary>
    /// <param name="block">The block that holds the bar.</param>
    /// <param name="entries">Where the entry rule holds in the block.</param>
    /// <param name="exits">Where the exit rule does.</param>
    /// <param name="at">The bar, from 0.</param>
    /// <returns>Cash and nothing else: the equity at its close.</returns>
    public double Finish(BarSeries block, ReadOnlySpan<ulong> entries, ReadOnlySpan<ulong> exits, int at)
    {
        bars++;
        entrySignals += SignalMask.Count(entries, at, at + 1);
        exitSignals += SignalMask.Count(exits, at, at + 1);
        if (isPending)
            Fill(block.Open[at], block.Times[at]);
        isPending = false;
        if (quantity > 0)
            Sell(block.Close[at], block.Times[at]);
        figures.AddCash(cash, 1);
        return cash;
    }

    private void Hold(ReadOnlySpan<double> closes, Span<double> equity)
    {
        if (quantity == 0)
        {
            figures.AddCash(cash, closes.Length);
            equity.Fill(cash);
            return;
        }

        figures.AddPosition(cash, quantity, closes);
        if (equity.IsEmpty)
            return;
        var (cashes, quantities) = (Vector512.Create(cash), Vector512.Create(quantity));
        ref var from = ref MemoryMarshal.GetReference(closes);
        ref var to = ref MemoryMarshal.GetReference(equity);
        var i = 0;
        for (; i + Vector512<double>.Count <= closes.Length; i += Vector512<double>.Count)
            (cashes + (quantities * Vector512.LoadUnsafe(ref from, (nuint)i))).StoreUnsafe(ref to, (nuint)i);
        for (; i < closes.Length; i++)
            equity[i] = cash + (quantity * closes[i]);
    }

    private void Fill(double open, long time)
    {
        if (quantity > 0)
            Sell(open, time);
        else
            Buy(open, time);
    }

    private void Buy(double open, long time)
    {
        var price = FastFill.Price(Side.Buy, open, settings.SlippageRate);
        var size = FastFill.Affordable(cash, price, settings.CommissionRate, settings.WholeUnits);
        if (size == 0)
            return;   // not enough for one unit: the signal passes unfilled
        var fee = FastFill.Commission(price, size, settings.CommissionRate);
        cash -= (size * price) + fee;
        fees += fee;
        quantity = size;
        (entryTime, entryPrice, entryFee) = (time, price, fee);
        buys++;
    }

    private void Sell(double open, long time)
    {
        var price = FastFill.Price(Side.Sell, open, settings.SlippageRate);
        var fee = FastFill.Commission(price, quantity, settings.CommissionRate);
        cash += (quantity * price) - fee;
        fees += fee;
        var trade = new BacktestTrade(entryTime, entryPrice, quantity, entryFee, time, price, fee);
        quantity = 0;
        sells++;
        if (trade.Profit > 0)
            winners++;
        trades?.Add(trade);
    }
}
