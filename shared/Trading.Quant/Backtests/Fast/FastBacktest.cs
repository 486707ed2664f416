using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Rules;

namespace Trading.Quant.Backtests.Fast;

/// <summary>
/// Back-test of one long-only strategy on one instrument at the speed of memory: rules over blocks of bars, then from signal to signal.
/// Counts, trades and equity are those of <see cref="BacktestEngine"/> to the last bit; the Sharpe ratio differs by rounding.
/// </summary>
public sealed class FastBacktest
{
    private const int Block = 1024;

    private readonly SignalProgram program;
    private readonly SignalAccount account;
    private readonly List<BacktestTrade> closed = [];

    /// <summary>Before the first bar.</summary>
    /// <param name="entry">Rule that opens a position; looked at while flat.</param>
    /// <param name="exit">Rule that closes it; looked at while long. Null: a position is never closed.</param>
    /// <param name="settings">The conditions.</param>
    /// <exception cref="ArgumentOutOfRangeException">Initial cash is not positive, or a rate outside [0, 1).</exception>
    public FastBacktest(Rule entry, Rule? exit, BacktestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(settings);
        settings.ThrowIfImpossible();
        program = new SignalProgram([(entry, exit)], Block);
        account = new SignalAccount(settings, closed);
    }

    /// <summary>A strategy whose rules are known to be valid.</summary>
    /// <exception cref="FormatException">A rule is not valid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Initial cash is not positive, or a rate outside [0, 1).</exception>
    public static FastBacktest Create(StrategyRules rules, BacktestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rules);
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
            var block = next.Slice(start, Math.Min(Block, next.Count - start));
            program.Next(block);
            program.Read(0, out var entries, out var exits);
            account.Run(block, entries, exits, 0, block.Count, equity.Slice(start, block.Count));
        }
    }
}
