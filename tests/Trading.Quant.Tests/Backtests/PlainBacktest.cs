using Trading.Domain.MarketData;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Backtests;

/// <summary>
/// What the engines must come to, worked out plainly with a look at every bar: one instrument, long only, all in. A signal at a bar's close is
/// filled at the next bar's open; an entry is sized at that fill. A signal at the last bar is not filled, and an open position is not closed.
/// </summary>
internal sealed class PlainBacktest
{
    private readonly SignalDetector detector;
    private readonly BacktestSettings settings;
    private readonly PerformanceMetrics metrics;
    private readonly List<BacktestTrade> trades = [];
    private StrategySignals pending;
    private double cash;
    private double quantity;
    private double fees;
    private int bars;
    private int entrySignals;
    private int exitSignals;
    private int sells;
    private int winners;

    public PlainBacktest(StrategyRules rules, BacktestSettings settings)
    {
        detector = SignalDetector.Create(rules);
        this.settings = settings;
        metrics = new PerformanceMetrics(settings.InitialCash);
        cash = settings.InitialCash;
    }

    public IReadOnlyList<BacktestTrade> Trades => trades;

    public BacktestResult Result => new(
        bars, entrySignals, exitSignals, trades.Count, sells, winners, quantity > 0, settings.InitialCash, metrics.Last, fees,
        metrics.TotalReturn, metrics.MaxDrawdown, metrics.Sharpe(settings.PeriodsPerYear), settings.PeriodsPerYear);

    public void Run(BarSeries next, Span<double> equity)
    {
        for (var i = 0; i < next.Count; i++)
            equity[i] = Next(next[i]);
    }

    private double Next(in Bar bar)
    {
        if (pending == StrategySignals.Entry)
            Buy(bar);
        else if (pending == StrategySignals.Exit)
            Sell(bar);

        var signals = detector.Next(bar);
        if (signals.HasFlag(StrategySignals.Entry))
            entrySignals++;
        if (signals.HasFlag(StrategySignals.Exit))
            exitSignals++;
        pending = SignalDetector.Act(signals, isLong: quantity > 0);

        var equity = cash + (quantity * bar.Close);
        metrics.Add(equity);
        bars++;
        return equity;
    }

    private void Buy(in Bar bar)
    {
        var price = FastFill.Price(Side.Buy, bar.Open, settings.SlippageRate);
        var size = FastFill.Affordable(cash, price, settings.CommissionRate, settings.WholeUnits);
        if (size == 0)
            return;   // not enough for one unit: the signal passes unfilled
        var fee = FastFill.Commission(price, size, settings.CommissionRate);
        cash -= (size * price) + fee;
        fees += fee;
        quantity = size;
        trades.Add(new BacktestTrade(bar.Time.UtcTicks, price, size, fee));
    }

    private void Sell(in Bar bar)
    {
        var price = FastFill.Price(Side.Sell, bar.Open, settings.SlippageRate);
        var fee = FastFill.Commission(price, quantity, settings.CommissionRate);
        cash += (quantity * price) - fee;
        fees += fee;
        quantity = 0;
        sells++;
        trades[^1] = trades[^1] with { ExitTime = bar.Time.UtcTicks, ExitPrice = price, ExitFee = fee };
        if (trades[^1].Profit > 0)
            winners++;
    }
}
