using Trading.Application.Backtests.Pins;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;

namespace Trading.Application.Backtests;

/// <summary>The bars that a back-test runs on.</summary>
/// <param name="Traded">Bars of each instrument, in the order of the strategy's universe.</param>
/// <param name="Others">Bars that its rules look at besides.</param>
public sealed record BacktestData(IReadOnlyList<BarSeries> Traded, IReadOnlyList<OtherBars> Others)
{
    /// <summary>SHA-256 over all of them: the <see cref="BacktestPins.Data"/> of a run.</summary>
    public string Hash
    {
        get
        {
            using var digest = new RunDigest();
            AddTo(digest);
            return digest.Data;
        }
    }

    /// <summary>Which bars a strategy's rules look at besides those it trades.</summary>
    /// <exception cref="FormatException">A rule is not valid.</exception>
    public static IReadOnlyList<BarKey> OtherKeys(StrategyDocument strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var traded = strategy.Universe.Select(instrument => new BarKey(instrument, strategy.Interval)).ToHashSet();
        return
        [
            .. RuleStrategy.Create(strategy.Rules, strategy.Interval).Data.Series.Where(need => !need.IsOptional)
                .SelectMany(need => (need.Symbol is { } symbol ? [InstrumentId.Create(strategy.Instrument.Market, symbol)] : strategy.Universe)
                    .Select(instrument => new BarKey(instrument, need.Interval)))
                .Where(key => !traded.Contains(key)).Distinct(),
        ];
    }

    /// <summary>Reads the bars.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="strategy">What is tested.</param>
    /// <param name="from">Time of the first bar traded, or before it.</param>
    /// <param name="to">A time after the last bar traded.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<BacktestData> LoadAsync(
        IBarStore store, StrategyDocument strategy, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(strategy);
        List<BarSeries> traded = [];
        foreach (var instrument in strategy.Universe)
            traded.Add(await store.LoadAsync(new BarKey(instrument, strategy.Interval), from, to, cancellationToken));
        var end = LastClose(strategy, traded);
        List<OtherBars> others = [];
        foreach (var key in OtherKeys(strategy))
            others.Add(new OtherBars(key, await store.LoadAsync(key, DateTimeOffset.MinValue, end, cancellationToken)));
        return new BacktestData(traded, others);
    }

    /// <summary>When the last traded bar closes: what comes after can't be seen, and is no part of what the result came from.</summary>
    /// <param name="strategy">What is tested.</param>
    /// <param name="traded">Bars of each instrument.</param>
    public static DateTimeOffset LastClose(StrategyDocument strategy, IReadOnlyList<BarSeries> traded)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return new DateTimeOffset(traded.Max(bars => bars.Count > 0 ? bars.Times[^1] : 0), TimeSpan.Zero) + strategy.Interval.Duration;
    }

    /// <summary>Takes all bars into a digest.</summary>
    public void AddTo(RunDigest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        foreach (var bars in Traded.Concat(Others.Select(other => other.Bars)))
            digest.AddBars(bars);
    }
}
