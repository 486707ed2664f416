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
    private readonly ulong[] entries;
    private readonly ulong[] exits;

    /// <summary>Before the first bar.</summary>
    /// <param name="strategies">Their rules.</param>
    /// <param name="block">Most bars that are taken in at once.</param>
    public SignalProgram(IReadOnlyList<(Rule Entry, Rule? Exit)> strategies, int block)
    {
        entries = new ulong[SignalMask.Words(block)];
        exits = new ulong[SignalMask.Words(block)];
        List<Rule> rules = [];
        this.strategies = [.. strategies.Select(strategy => (Position(strategy.Entry), strategy.Exit is null ? -1 : Position(strategy.Exit)))];
        run = new RuleProgram(rules).Start(block);

        int Position(Rule rule)
        {
            rules.Add(rule);
            return rules.Count - 1;
        }
    }

    /// <summary>Takes in the next bars, at most a block.</summary>
    public void Next(BarSeries block) => run.Next(block);

    /// <summary>Where the rules of a strategy hold in the newest block; valid until the next call.</summary>
    public void Read(int strategy, out ReadOnlySpan<ulong> entry, out ReadOnlySpan<ulong> exit)
    {
        entry = Mask(strategies[strategy].Entry, entries);
        exit = Mask(strategies[strategy].Exit, exits);
    }

    private Span<ulong> Mask(int rule, ulong[] words)
    {
        if (rule < 0)
            return words;
        var column = run.Result(rule);
        var mask = words.AsSpan(0, SignalMask.Words(column.Length));
        SignalMask.Fill(column, Kernels.True, mask);
        return mask;
    }
}
