using System.Numerics;
using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Quant.Backtests;

/// <summary>A strategy's rules on one instrument's bars, taken in block by block as the run comes to them.</summary>
/// <param name="run">The rules before the first bar.</param>
/// <param name="numbers">Number in the run of the entry, exit, short entry and short exit; -1 where there is none.</param>
/// <param name="bars">The bars.</param>
internal sealed class RuleSignals(RuleRun run, int[] numbers, BarSeries bars)
{
    private readonly bool[] usesPosition = [.. numbers.Select(number => number >= 0 && run.Program.Rules[number].Root.UsesPosition)];
    private readonly int[] next = new int[numbers.Length];
    private readonly int[] counts = new int[numbers.Length];
    private int start;

    /// <summary>The run, to give it other bars.</summary>
    public RuleRun Run => run;

    /// <summary>Bars taken in so far at which a rule held; of one that depends on the position, those at which it was asked.</summary>
    public int Count(int rule) => counts[rule];

    /// <summary>True when a rule must be told the position.</summary>
    public bool UsesPosition(int rule) => usesPosition[rule];

    /// <summary>Goes to a bar: that after the one before, or the first that counts; those before it are taken in as its past.</summary>
    public void MoveTo(int bar)
    {
        if (bar < start + run.Count)
            return;
        do
        {
            start += run.Count;
            run.Next(bars, start);
        }
        while (bar >= start + run.Count);
        for (var rule = 0; rule < numbers.Length; rule++)
        {
            next[rule] = numbers[rule] < 0 ? int.MaxValue : -1;
            if (numbers[rule] < 0 || usesPosition[rule])
                continue;
            var signals = run.Signals(numbers[rule]);
            for (var word = (bar - start) >> 6; word < signals.Length; word++)
                counts[rule] += BitOperations.PopCount(word == (bar - start) >> 6 ? signals[word] & (ulong.MaxValue << ((bar - start) & 63)) : signals[word]);
        }
    }

    /// <summary>Whether a rule that does not depend on the position holds at the bar gone to.</summary>
    public bool Holds(int rule, int bar)
    {
        if (next[rule] < bar)
            next[rule] = start + run.NextSignal(numbers[rule], bar - start);
        return next[rule] == bar;
    }

    /// <summary>Whether a rule that depends on the position holds at the bar gone to.</summary>
    public bool Holds(int rule, int bar, in Rules.PositionView position)
    {
        var holds = run.Holds(numbers[rule], bar - start, position);
        counts[rule] += holds ? 1 : 0;
        return holds;
    }

    /// <summary>The number to rank by at the bar gone to.</summary>
    public double Rank(int bar) => run.Values(0)[bar - start];
}
