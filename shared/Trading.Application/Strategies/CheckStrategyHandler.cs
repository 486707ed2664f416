using Trading.Application.Backtests;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Strategies;

namespace Trading.Application.Strategies;

/// <summary>Checks a strategy on what is stored, see <see cref="StrategyChecks"/>.</summary>
public sealed class CheckStrategyHandler(IBarStore store)
{
    /// <summary>Newest bars of an instrument that a strategy is run on, so that checking stays quick.</summary>
    public const int MaxBars = 2_000;

    /// <summary>Instruments of a strategy that it is run on, the first of those with bars.</summary>
    public const int MaxInstruments = 3;

    private const int SpanOfBars = 7;   // markets are open a fifth of the time

    /// <summary>Runs all checks, in a fixed order.</summary>
    /// <param name="strategy">A strategy that was read by <see cref="StrategyReader"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<StrategyCheck>> HandleAsync(StrategyDocument strategy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var others = BacktestData.OtherKeys(strategy);
        Dictionary<BarKey, BarCoverage> stored = [];
        foreach (var key in strategy.Universe.Select(instrument => new BarKey(instrument, strategy.Interval)).Concat(others))
        {
            if (await store.FindAsync(key, cancellationToken) is { } coverage)
                stored[key] = coverage;
        }

        var traded = strategy.Universe.Where(instrument => stored.ContainsKey(new BarKey(instrument, strategy.Interval))).Take(MaxInstruments).ToList();
        var (narrow, data, damage) = (strategy, default(BacktestData), default(string));
        // A rule that looks at bars which are not there can't be run.
        if (traded.Count > 0 && others.All(stored.ContainsKey))
        {
            narrow = strategy with { Instrument = traded[0], OtherInstruments = traded[1..] };
            try
            {
                data = await LoadAsync(narrow, stored, cancellationToken);
            }
            catch (InvalidDataException damaged)
            {
                damage = damaged.Message;
            }
        }

        var onData = StrategyChecks.OfData(strategy, stored.ToDictionary(series => series.Key, series => series.Value.Count));

        return
        [
            StrategyChecks.OfLogic(strategy.Rules),
            damage is null ? onData : onData with { Verdict = StrategyVerdict.Failed, Findings = [.. onData.Findings, damage] },
            StrategyChecks.OfWarmup(narrow, data),
            StrategyChecks.OfLookAhead(narrow, data),
        ];
    }

    private async Task<BacktestData> LoadAsync(StrategyDocument strategy, Dictionary<BarKey, BarCoverage> stored, CancellationToken cancellationToken)
    {
        List<BarSeries> traded = [];
        foreach (var instrument in strategy.Universe)
        {
            var key = new BarKey(instrument, strategy.Interval);
            var bars = await store.LoadAsync(
                key, stored[key].Last - (strategy.Interval.Duration * MaxBars * SpanOfBars), DateTimeOffset.MaxValue, cancellationToken);
            var first = Math.Max(0, bars.Count - MaxBars);
            traded.Add(bars.Slice(first, bars.Count - first));
        }

        List<OtherBars> others = [];
        foreach (var key in BacktestData.OtherKeys(strategy).Where(stored.ContainsKey))
            others.Add(new OtherBars(key, await store.LoadAsync(key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken)));
        return new BacktestData(traded, others);
    }
}
