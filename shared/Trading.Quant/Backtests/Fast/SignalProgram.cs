using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Quant.Backtests.Fast;

/// <summary>
/// Entry and exit signals of strategies, block by block. What their rules have in common is calculated once, and a block is short enough
/// that its columns stay in the processor's cache until every strategy has used them.
/// </summary>
internal sealed class SignalProgram
{
    private readonly (int Entry, int Exit)[] strategies;
    private readonly RuleRun run;
    private readonly ulong[] never;

    /// <summary>Before the first bar.</summary>
    /// <param name="strategies">Their rules.</param>
    /// <param name="block">Most bars that are taken in at once.</param>
    /// <exception cref="ArgumentException">A rule looks at other bars, at figures about a company, or at the position.</exception>
    public SignalProgram(IReadOnlyList<(Rule Entry, Rule? Exit)> strategies, int block)
    {
        List<Rule> rules = [];
        this.strategies = [.. strategies.Select(strategy => (Position(strategy.Entry), strategy.Exit is null ? -1 : Position(strategy.Exit)))];
        run = new RuleProgram(rules).Start(block);
        never = new ulong[SignalMask.Words(block)];

        int Position(Rule rule)
        {
            if (rule.Root.UsesPosition)
                throw new ArgumentException($"The rule '{rule}' depends on the position, which needs the general engine.", nameof(strategies));
            rules.Add(rule);
            return rules.Count - 1;
        }
    }

    /// <summary>Takes in the next bars of a series.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="start">Position of the first bar to take in.</param>
    /// <returns>The bars that were taken in: the rest of the series, or a full block.</returns>
    public BarSeries Next(BarSeries bars, int start) => bars.Slice(start, run.Next(bars, start));

    /// <summary>Where a strategy's entry rule holds in the newest block; valid until the next.</summary>
    public ReadOnlySpan<ulong> Entries(int strategy) => run.Signals(strategies[strategy].Entry);

    /// <summary>Where its exit rule does; nowhere when it has none.</summary>
    public ReadOnlySpan<ulong> Exits(int strategy) => strategies[strategy].Exit < 0 ? never : run.Signals(strategies[strategy].Exit);
}
