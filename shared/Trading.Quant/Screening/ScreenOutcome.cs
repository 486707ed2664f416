using System.Numerics;
using Trading.Quant.Rules;

namespace Trading.Quant.Screening;

/// <summary>What a screen found, row by row.</summary>
public sealed class ScreenOutcome
{
    private readonly RuleRun run;
    private readonly ulong[] matches;

    internal ScreenOutcome(RuleRun run)
    {
        this.run = run;
        matches = new ulong[(run.Count + 63) / 64];
        var fails = new ulong[matches.Length];
        Array.Fill(matches, ulong.MaxValue);
        if (run.Count % 64 is var rest and not 0)
            matches[^1] = (1UL << rest) - 1;
        var rows = matches.ToArray();
        for (var condition = 0; condition < run.Program.RuleCount; condition++)
        {
            var holding = run.Signals(condition);
            var failing = run.Refusals(condition);
            for (var word = 0; word < matches.Length; word++)
            {
                matches[word] &= holding[word];
                fails[word] |= failing[word];
            }
        }

        MatchCount = Count(matches);
        UnknownCount = Count(rows) - MatchCount - Count(fails);
    }

    /// <summary>Number of rows of which every condition holds.</summary>
    public int MatchCount { get; }

    /// <summary>Number of rows of which no condition fails and at least one is not known.</summary>
    public int UnknownCount { get; }

    /// <summary>Rows of which every condition holds, ascending.</summary>
    public IEnumerable<int> Matches
    {
        get
        {
            for (var word = 0; word < matches.Length; word++)
            {
                for (var left = matches[word]; left != 0; left &= left - 1)
                    yield return (word << 6) + BitOperations.TrailingZeroCount(left);
            }
        }
    }

    /// <summary>In how many rows a condition, taken alone, holds, fails, and is not known.</summary>
    /// <param name="condition">Number of the condition.</param>
    public (int Holds, int Fails, int Unknown) Tally(int condition)
    {
        var (holds, fails) = (Count(run.Signals(condition)), Count(run.Refusals(condition)));
        return (holds, fails, run.Count - holds - fails);
    }

    /// <summary>A formula's value in each row; NaN where it is not defined.</summary>
    /// <param name="formula">Number of the formula.</param>
    public ReadOnlySpan<double> Values(int formula) => run.Values(formula);

    /// <summary>The matches with the highest or the lowest value of a formula first; those where it is not defined come last, equal ones in the order of rows.</summary>
    /// <param name="formula">Number of the formula.</param>
    /// <param name="highestFirst">False for the lowest first.</param>
    public IEnumerable<int> Ranked(int formula, bool highestFirst)
    {
        var values = Values(formula).ToArray();
        // Stable, and NaN is below every number for both orders.
        return highestFirst
            ? Matches.OrderByDescending(row => values[row])
            : Matches.OrderBy(row => double.IsNaN(values[row])).ThenBy(row => values[row]);
    }

    private static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }
}
