using System.Diagnostics.CodeAnalysis;
using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Rules;

namespace Trading.Quant.Backtests;

/// <summary>
/// Watches closed bars for a strategy's signals. The back-test and live trading both use it, so that they see the same.
/// To resume, feed a new one the bars from the beginning: its state is nothing but what they add up to.
/// </summary>
public sealed class SignalDetector
{
    private readonly RuleRun run;
    private readonly bool hasExit;

    private SignalDetector(Rule entry, Rule? exit)
    {
        hasExit = exit is not null;
        run = (exit is null ? new RuleProgram(entry) : new RuleProgram(entry, exit)).Start();
    }

    /// <summary>Reads the strategy's rules.</summary>
    /// <param name="rules">The strategy.</param>
    /// <param name="detector">The detector, before its first bar.</param>
    /// <param name="errors">By field (<c>entry</c>, <c>exit</c>) everything that is wrong with its rule; empty when nothing is.</param>
    public static bool TryCreate(
        StrategyRules rules, [NotNullWhen(true)] out SignalDetector? detector, out IReadOnlyDictionary<string, IReadOnlyList<RuleError>> errors)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var found = new Dictionary<string, IReadOnlyList<RuleError>>();
        var entry = Read(rules.Entry, "entry", found);
        var exit = rules.Exit is null ? null : Read(rules.Exit, "exit", found);
        errors = found;
        detector = found.Count == 0 ? new SignalDetector(entry!, exit) : null;
        return detector is not null;
    }

    /// <summary>The detector of a strategy whose rules are known to be valid.</summary>
    /// <exception cref="FormatException">A rule is not valid.</exception>
    public static SignalDetector Create(StrategyRules rules) => TryCreate(rules, out var detector, out var errors)
        ? detector
        : throw new FormatException(string.Join(" ", errors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}")));

    /// <summary>Takes in the next bar, which has closed.</summary>
    /// <returns>The rules that hold at its close.</returns>
    public StrategySignals Next(in Bar bar)
    {
        run.Next(bar);
        return (run.Holds(0) ? StrategySignals.Entry : StrategySignals.None) |
            (hasExit && run.Holds(1) ? StrategySignals.Exit : StrategySignals.None);
    }

    /// <summary>Reads a rule that can be told from the instrument's own bars, which are all that is fed.</summary>
    private static Rule? Read(string text, string field, Dictionary<string, IReadOnlyList<RuleError>> errors)
    {
        if (!Rule.TryRead(text, out var rule, out var found))
            errors[field] = found;
        else if (rule.Root.UsesOtherData || rule.Root.UsesPosition)
            errors[field] = [new RuleError(1, $"'{rule.Root.Text}'", "a rule on the instrument's own bars alone")];
        return rule;
    }

    /// <summary>What a strategy does about signals: flat it looks only at the entry, long only at the exit.</summary>
    /// <returns>Entry to buy, Exit to sell, None to stay.</returns>
    public static StrategySignals Act(StrategySignals signals, bool isLong) =>
        signals & (isLong ? StrategySignals.Exit : StrategySignals.Entry);
}
