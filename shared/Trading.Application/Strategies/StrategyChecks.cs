using System.Globalization;
using Trading.Application.Backtests;
using Trading.Application.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Rules;

namespace Trading.Application.Strategies;

/// <summary>
/// Looks at a strategy before money depends on it: rules that can't hold, data that isn't there, indicators that need more bars than there are, orders
/// that depend on bars to come.
/// </summary>
public static class StrategyChecks
{
    /// <summary>Relative difference of an indicator between all bars and the newer half of them from which on it is a finding.</summary>
    public const double MaxWarmupDifference = 0.001;

    private const int Cuts = 3;
    private const decimal Cash = 1_000_000;

    /// <summary>Whether rules, or parts of them, can never hold or always do.</summary>
    public static StrategyCheck OfLogic(StrategyRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
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

    /// <summary>Whether there are the bars that a strategy needs.</summary>
    /// <param name="strategy">A strategy that was read by <see cref="StrategyReader"/>.</param>
    /// <param name="stored">How many bars there are of each series; one that is not there is missing.</param>
    public static StrategyCheck OfData(StrategyDocument strategy, IReadOnlyDictionary<BarKey, int> stored)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(stored);
        var program = new RuleProgram([.. Texts(strategy.Rules).Select(rule => Rule.Parse(rule.Text))], [], strategy.Interval);
        List<string> findings = [];
        foreach (var instrument in strategy.Universe)
        {
            if (!stored.TryGetValue(new BarKey(instrument, strategy.Interval), out var bars))
            {
                findings.Add($"No bars of {instrument} are stored for the interval {strategy.Interval}.");
                continue;
            }

            findings.AddRange(RuleChecks.OfData(
                program, bars,
                need => stored.GetValueOrDefault(new BarKey(
                    need.Symbol is { } symbol ? InstrumentId.Create(instrument.Market, symbol) : instrument, need.Interval)),
                _ => false).Select(finding => $"{instrument}: {finding.Message}"));
        }

        return Check("missing-data", findings, StrategyVerdict.Warning);
    }

    /// <summary>Whether indicators at the last bar depend on bars before the newer half of those that are there.</summary>
    /// <param name="strategy">The strategy, trading what <paramref name="data"/> has bars of.</param>
    /// <param name="data">The bars; null where there are none.</param>
    public static StrategyCheck OfWarmup(StrategyDocument strategy, BacktestData? data)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if (data is null || data.Traded.Min(bars => bars.Count) / 2 is not (> 0 and var half))
            return Nothing("warm-up");
        var differences = WarmupAnalysis.Run(Instruments(strategy, data), _ => BacktestRunner.Rules(strategy, data), Settings(strategy), [half]);
        return Check(
            "warm-up",
            [
                .. differences.Where(difference => difference.Relative > MaxWarmupDifference).Select(difference => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{difference.Instrument}: {Line(difference)} is {Shown(difference.Part)} over the last {half} bars and {Shown(difference.Whole)} over all: it remembers more bars than that.")),
            ],
            StrategyVerdict.Warning);
    }

    /// <summary>Whether orders depend on bars that had not closed.</summary>
    /// <param name="strategy">The strategy, trading what <paramref name="data"/> has bars of.</param>
    /// <param name="data">The bars; null where there are none.</param>
    public static StrategyCheck OfLookAhead(StrategyDocument strategy, BacktestData? data)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if (data is null)
            return Nothing("look-ahead");
        var found = LookAheadDetector.Check(Instruments(strategy, data), _ => BacktestRunner.Rules(strategy, data), Settings(strategy), Cuts);
        return Check(
            "look-ahead",
            [.. found.Select(finding => $"Without the bars after {new DateTimeOffset(finding.Time, TimeSpan.Zero):yyyy-MM-dd HH:mm}Z the orders until then are others.")],
            StrategyVerdict.Failed);
    }

    private static IEnumerable<(string Field, string Text)> Texts(StrategyRules rules) =>
        new (string Field, string? Text)[] { ("entry", rules.Entry), ("exit", rules.Exit), ("shortEntry", rules.ShortEntry), ("shortExit", rules.ShortExit) }
            .Where(rule => !string.IsNullOrWhiteSpace(rule.Text)).Select(rule => (rule.Field, rule.Text!));

    private static SimulatedInstrument[] Instruments(StrategyDocument strategy, BacktestData data) =>
        [.. strategy.Universe.Zip(data.Traded, (instrument, bars) => BacktestRunner.Instrument(strategy, instrument, bars))];

    private static SimulationSettings Settings(StrategyDocument strategy) =>
        new(Cash, strategy.Costs, Annualisation.PeriodsPerYear(strategy.Interval));

    private static StrategyCheck Check(string code, List<string> findings, StrategyVerdict otherwise) =>
        new(code, findings.Count == 0 ? StrategyVerdict.Passed : otherwise, findings);

    private static StrategyCheck Nothing(string code) => new(code, StrategyVerdict.Skipped, ["There are no stored bars that can be read to run it on."]);

    // The one line of sma(20) is called sma too.
    private static string Line(WarmupDifference difference) =>
        difference.Indicator.StartsWith(difference.Output + "(", StringComparison.Ordinal) ? difference.Indicator : $"{difference.Indicator}.{difference.Output}";

    private static string Shown(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
