using System.Globalization;
using Trading.Application.Backtests;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Rules;

namespace Trading.Application.Strategies;

/// <summary>
/// Looks at a strategy before money depends on it: rules that can't hold, data that isn't there, indicators that need more bars than there are, orders
/// that depend on bars to come.
/// </summary>
public sealed class CheckStrategyHandler(IBarStore store)
{
    /// <summary>Newest bars of an instrument that a strategy is run on, so that checking stays quick.</summary>
    public const int MaxBars = 2_000;

    /// <summary>Instruments of a strategy that it is run on, the first of those with bars.</summary>
    public const int MaxInstruments = 3;

    /// <summary>Relative difference of an indicator between all bars and the newer half of them from which on it is a finding.</summary>
    public const double MaxWarmupDifference = 0.001;

    private const int Cuts = 3;
    private const int SpanOfBars = 7;   // markets are open a fifth of the time
    private const decimal Cash = 1_000_000;

    /// <summary>Runs all checks, in a fixed order.</summary>
    /// <param name="strategy">A strategy that was read by <see cref="StrategyReader"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<StrategyCheck>> HandleAsync(StrategyDocument strategy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var program = new RuleProgram([.. Texts(strategy.Rules).Select(rule => Rule.Parse(rule.Text))], [], strategy.Interval);
        var known = new Dictionary<BarKey, BarCoverage?>();
        foreach (var key in strategy.Universe.Select(instrument => new BarKey(instrument, strategy.Interval)).Concat(BacktestData.OtherKeys(strategy)).Distinct())
            known[key] = await store.FindAsync(key, cancellationToken);
        var sample = await LoadAsync(strategy, known, cancellationToken);
        return [OfLogic(strategy.Rules), OfData(strategy, program, known), OfWarmup(strategy, sample), OfLookAhead(strategy, sample)];
    }

    private static StrategyCheck OfLogic(StrategyRules rules)
    {
        List<string> findings = [];
        var verdict = StrategyVerdict.Passed;
        foreach (var (field, text) in Texts(rules))
        {
            var rule = Rule.Parse(text);
            foreach (var finding in RuleChecks.OfLogic(rule))
            {
                findings.Add($"{field}: {finding.Message}");
                // A part that never holds may be one of several ways in; a rule that never holds is none.
                var isWhole = finding is { Kind: RuleFindingKind.NeverHolds } && finding.Subject == rule.Root.Text;
                verdict = isWhole || verdict == StrategyVerdict.Failed ? StrategyVerdict.Failed : StrategyVerdict.Warning;
            }
        }

        return new StrategyCheck("unreachable-rule", verdict, findings);
    }

    private static StrategyCheck OfData(StrategyDocument strategy, RuleProgram program, Dictionary<BarKey, BarCoverage?> known)
    {
        List<string> findings = [];
        foreach (var instrument in strategy.Universe)
        {
            if (known[new BarKey(instrument, strategy.Interval)] is not { } coverage)
            {
                findings.Add($"No bars of {instrument} are stored for the interval {strategy.Interval}.");
                continue;
            }

            findings.AddRange(RuleChecks.OfData(
                program, coverage.Count,
                need => known.GetValueOrDefault(new BarKey(need.Symbol is { } symbol ? InstrumentId.Create(instrument.Market, symbol) : instrument, need.Interval))?.Count ?? 0,
                _ => false).Select(finding => $"{instrument}: {finding.Message}"));
        }

        return Check("missing-data", findings, StrategyVerdict.Warning);
    }

    private static StrategyCheck OfWarmup(StrategyDocument strategy, Sample sample)
    {
        var half = sample.Instruments.Count == 0 ? 0 : sample.Data.Traded.Min(bars => bars.Count) / 2;
        if (half == 0)
            return Nothing("warm-up");
        var differences = WarmupAnalysis.Run(Instruments(strategy, sample), _ => Rules(strategy, sample), Settings(strategy), [half]);
        return Check(
            "warm-up",
            [
                .. differences.Where(difference => difference.Relative > MaxWarmupDifference).Select(difference => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{difference.Instrument}: {Line(difference)} is {Shown(difference.Part)} over the last {half} bars and {Shown(difference.Whole)} over {half * 2}: it remembers more bars than that.")),
            ],
            StrategyVerdict.Warning);
    }

    private static StrategyCheck OfLookAhead(StrategyDocument strategy, Sample sample)
    {
        if (sample.Instruments.Count == 0)
            return Nothing("look-ahead");
        var found = LookAheadDetector.Check(Instruments(strategy, sample), _ => Rules(strategy, sample), Settings(strategy), Cuts);
        return Check(
            "look-ahead",
            [.. found.Select(finding => $"Without the bars after {new DateTimeOffset(finding.Time, TimeSpan.Zero):yyyy-MM-dd HH:mm}Z the orders until then are others.")],
            StrategyVerdict.Failed);
    }

    private static IEnumerable<(string Field, string Text)> Texts(StrategyRules rules) =>
        new (string Field, string? Text)[] { ("entry", rules.Entry), ("exit", rules.Exit), ("shortEntry", rules.ShortEntry), ("shortExit", rules.ShortExit) }
            .Where(rule => !string.IsNullOrWhiteSpace(rule.Text)).Select(rule => (rule.Field, rule.Text!));

    private async Task<Sample> LoadAsync(StrategyDocument strategy, Dictionary<BarKey, BarCoverage?> known, CancellationToken cancellationToken)
    {
        List<BarCoverage> traded =
        [
            .. strategy.Universe.Select(instrument => known[new BarKey(instrument, strategy.Interval)]).OfType<BarCoverage>().Take(MaxInstruments),
        ];
        // A rule that looks at bars which are not there can't be run.
        if (traded.Count == 0 || known.Any(series => series.Value is null && BacktestData.OtherKeys(strategy).Contains(series.Key)))
            return new Sample([], new BacktestData([], []));
        List<BarSeries> bars = [];
        foreach (var coverage in traded)
        {
            var all = await store.LoadAsync(
                coverage.Key, coverage.Last - (strategy.Interval.Duration * MaxBars * SpanOfBars), DateTimeOffset.MaxValue, cancellationToken);
            var first = Math.Max(0, all.Count - MaxBars);
            bars.Add(all.Slice(first, all.Count - first));
        }

        List<OtherBars> others = [];
        foreach (var key in BacktestData.OtherKeys(strategy))
            others.Add(new OtherBars(key, await store.LoadAsync(key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken)));
        return new Sample([.. traded.Select(coverage => coverage.Key.Instrument)], new BacktestData(bars, others));
    }

    private static SimulatedInstrument[] Instruments(StrategyDocument strategy, Sample sample) =>
    [
        .. sample.Instruments.Zip(sample.Data.Traded, (instrument, bars) => BacktestRunner.Instrument(strategy, instrument, bars)),
    ];

    private static RuleStrategy Rules(StrategyDocument strategy, Sample sample) => BacktestRunner.Rules(strategy, sample.Data);

    private static SimulationSettings Settings(StrategyDocument strategy) =>
        new(Cash, strategy.Costs, Annualisation.PeriodsPerYear(strategy.Interval));

    private static StrategyCheck Check(string code, List<string> findings, StrategyVerdict otherwise) =>
        new(code, findings.Count == 0 ? StrategyVerdict.Passed : otherwise, findings);

    private static StrategyCheck Nothing(string code) => new(code, StrategyVerdict.Skipped, ["There are no stored bars to run it on."]);

    // The one line of sma(20) is called sma too.
    private static string Line(WarmupDifference difference) =>
        difference.Indicator.StartsWith(difference.Output + "(", StringComparison.Ordinal) ? difference.Indicator : $"{difference.Indicator}.{difference.Output}";

    private static string Shown(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>What a strategy is run on: its first instruments that have bars, and their newest bars.</summary>
    private sealed record Sample(IReadOnlyList<InstrumentId> Instruments, BacktestData Data);
}
