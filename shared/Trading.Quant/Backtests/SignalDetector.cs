using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Rules;

namespace Trading.Quant.Backtests;

/// <summary>
/// Watches closed bars for a strategy's signals as live trading does: the same rules that a back-test runs, with the same result.
/// To resume, feed a new one the bars from the beginning: its state is nothing but what they add up to.
/// </summary>
public sealed class SignalDetector
{
    private readonly RuleRun run;
    private readonly bool hasExit;

    private SignalDetector(RuleProgram program)
    {
        hasExit = program.RuleCount > 1;
        run = program.Start();
    }

    /// <summary>What keeps a strategy from being traded live, where one instrument's bars are all that is fed: empty when nothing does.</summary>
    /// <param name="document">The strategy.</param>
    /// <returns>By field what it asks for and what is possible; also what is wrong with a rule's text.</returns>
    public static IReadOnlyList<StrategyProblem> Check(StrategyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var (rules, found) = (document.Rules, new List<StrategyProblem>());
        Require("symbols", document.OtherInstruments.Count == 0, "several symbols are", "one symbol");
        Require("strategy.shortEntry", rules.ShortEntry is null, "a short side is", "long positions");
        Require("strategy.exits", rules.Exits == ExitLevels.None, "a stop, target or time limit is", "an exit rule");
        Require("strategy.sizing.kind", rules.Sizing.Kind is SizingKind.AllIn, $"{rules.Sizing.Kind} is", "all in");
        Require("segment", document.Segment is null, "a segment's ticks, limits, taxes and fees are", "no segment");
        Require("costs", document.Costs.IsTwoRates, "more than commissionRate and slippageRate are", "these two");
        foreach (var (field, text) in new[] { ("strategy.entry", rules.Entry), ("strategy.exit", rules.Exit) })
        {
            if (text is null)
                continue;
            if (!Rule.TryRead(text, out var rule, out var errors))
                found.AddRange(errors.Select(error => new StrategyProblem(field, error.ToString())));
            else
                Require(field, IsLive(new RuleProgram([rule], [], document.Interval).Data), "other symbols, shorter intervals, figures about companies or the position are", "a rule on the instrument's own bars and longer ones");
        }

        return found;

        void Require(string field, bool holds, string what, string possible)
        {
            if (!holds)
                found.Add(new StrategyProblem(field, $"{what} not traded live; expected {possible}"));
        }
    }

    /// <summary>The detector of a strategy that can be traded live, before its first bar.</summary>
    /// <param name="rules">The strategy.</param>
    /// <param name="interval">Interval of the bars that will be fed; without it no rule may look at longer ones.</param>
    /// <exception cref="FormatException">A rule is not valid.</exception>
    /// <exception cref="ArgumentException">A rule needs more than the instrument's own bars: see <see cref="Check"/>.</exception>
    public static SignalDetector Create(StrategyRules rules, Interval? interval = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rule[] read = rules.Exit is null ? [Rule.Parse(rules.Entry)] : [Rule.Parse(rules.Entry), Rule.Parse(rules.Exit)];
        var program = new RuleProgram(read, [], interval);
        return IsLive(program.Data)
            ? new SignalDetector(program)
            : throw new ArgumentException("A rule needs more than the instrument's own bars.", nameof(rules));
    }

    /// <summary>Takes in the next bar, which has closed.</summary>
    /// <returns>The rules that hold at its close.</returns>
    public StrategySignals Next(in Bar bar)
    {
        run.Next(bar);
        return (run.Holds(0) ? StrategySignals.Entry : StrategySignals.None) |
            (hasExit && run.Holds(1) ? StrategySignals.Exit : StrategySignals.None);
    }

    /// <summary>What a strategy does about signals: flat it looks only at the entry, long only at the exit.</summary>
    /// <returns>Entry to buy, Exit to sell, None to stay.</returns>
    public static StrategySignals Act(StrategySignals signals, bool isLong) =>
        signals & (isLong ? StrategySignals.Exit : StrategySignals.Entry);

    private static bool IsLive(RuleData data) =>
        data is { UsesPosition: false, Fundamentals.Count: 0 } && data.Series.All(need => need is { Symbol: null, IsOptional: true });
}
