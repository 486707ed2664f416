using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Rules;

namespace Trading.Quant.Backtests.Fast;

/// <summary>
/// Back-test of one long-only strategy on one instrument at the speed of memory: rules over blocks of bars, then from signal to signal.
/// A signal at a bar's close is filled at the next bar's open; an entry is sized at that fill. A signal at the last bar is not filled, and an open
/// position is not closed.
/// </summary>
public sealed class FastBacktest
{
    internal const string NeedsGeneralEngine = "A strategy that goes short, has stops or targets, or is not all in, or a rule that looks at more than the instrument's bars, needs the general engine.";

    private const int Block = 1024;

    private readonly SignalProgram program;
    private readonly SignalAccount account;
    private readonly List<BacktestTrade> closed = [];

    /// <summary>Before the first bar.</summary>
    /// <param name="entry">Rule that opens a position; looked at while flat.</param>
    /// <param name="exit">Rule that closes it; looked at while long. Null: a position is never closed.</param>
    /// <param name="settings">The conditions.</param>
    /// <exception cref="ArgumentException">A rule looks at other bars, at figures about a company, or at the position.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Initial cash is not positive, or a rate outside [0, 1).</exception>
    public FastBacktest(Rule entry, Rule? exit, BacktestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(settings);
        settings.ThrowIfImpossible();
        program = new SignalProgram([(entry, exit)], Block);
        account = new SignalAccount(settings, closed);
    }

    /// <summary>Whether a strategy can be run here; the general engine, <see cref="Simulation"/>, runs every strategy.</summary>
    /// <returns>True for one that is long only, goes all in, and leaves a position by an exit rule that looks at its own bars alone.</returns>
    public static bool CanRun(StrategyRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.ShortEntry is null && rules.Sizing.Kind == SizingKind.AllIn && rules.Exits == ExitLevels.None &&
            LooksAtBarsAlone(rules.Entry) && LooksAtBarsAlone(rules.Exit);
    }

    /// <summary>A strategy whose rules are known to be valid.</summary>
    /// <exception cref="ArgumentException">The strategy needs the general engine: see <see cref="CanRun"/>.</exception>
    /// <exception cref="FormatException">A rule is not valid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Initial cash is not positive, or a rate outside [0, 1).</exception>
    public static FastBacktest Create(StrategyRules rules, BacktestSettings settings)
    {
        if (!CanRun(rules))
            throw new ArgumentException(NeedsGeneralEngine, nameof(rules));
        return new FastBacktest(Rule.Parse(rules.Entry), rules.Exit is null ? null : Rule.Parse(rules.Exit), settings);
    }

    /// <summary>The trades so far, oldest first; the last may be open.</summary>
    public IReadOnlyList<BacktestTrade> Trades => account.Open is { } open ? [.. closed, open] : closed;

    /// <summary>The result so far.</summary>
    public BacktestResult Result => account.Result;

    /// <summary>Takes in the next bars.</summary>
    /// <param name="next">Bars that follow those taken in before.</param>
    /// <param name="equity">Receives cash and the position's value at each close.</param>
    /// <exception cref="ArgumentException"><paramref name="equity"/> differs from the bars in length.</exception>
    public void Run(BarSeries next, Span<double> equity)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (equity.Length != next.Count)
            throw new ArgumentException($"Equity holds {equity.Length} values; expected {next.Count}, one a bar.", nameof(equity));
        for (var start = 0; start < next.Count; start += Block)
        {
            var block = program.Next(next, start);
            account.Run(block, program.Entries(0), program.Exits(0), 0, block.Count, equity.Slice(start, block.Count));
        }
    }

    /// <summary>True also for what is no rule: that is for its parser to say.</summary>
    private static bool LooksAtBarsAlone(string? text) =>
        text is null || !Rule.TryParse(text, out var rule, out _) || !(rule.Root.UsesPosition || rule.Root.UsesOtherData);
}
