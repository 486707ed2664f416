using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Quant.Screening;


/// <summary>Readings compiled together, to be taken from one series after the other. Immutable; may be used by several threads.</summary>
public sealed class SeriesReader
{
    private readonly Reading[] numbers;
    private readonly Reading[] conditions;

    /// <summary>Compiles readings.</summary>
    /// <param name="readings">One or more, each once.</param>
    /// <param name="interval">Interval of the bars.</param>
    public SeriesReader(IReadOnlyList<Reading> readings, Interval interval)
    {
        ArgumentNullException.ThrowIfNull(readings);
        numbers = [.. readings.Where(reading => reading.Node is NumericNode)];
        conditions = [.. readings.Where(reading => reading.Node is ConditionNode)];
        Program = new RuleProgram(
            [.. conditions.Select(reading => Rule.Of((ConditionNode)reading.Node))],
            [.. numbers.Select(reading => Formula.Of((NumericNode)reading.Node))],
            interval);
    }

    /// <summary>What is to be started, given the bars of a series, and handed to <see cref="Read"/>.</summary>
    public RuleProgram Program { get; }

    /// <summary>Every reading at the newest bar that a run has taken in.</summary>
    /// <param name="run">A run of <see cref="Program"/>.</param>
    /// <exception cref="ArgumentException">The run took in no bar.</exception>
    public IEnumerable<KeyValuePair<string, double>> Read(RuleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Count == 0)
            throw new ArgumentException("There is nothing to read: no bar was taken in.", nameof(run));
        return numbers.Select((reading, number) => KeyValuePair.Create(reading.Text, run.Values(number)[run.Count - 1]))
            .Concat(conditions.Select((reading, rule) => KeyValuePair.Create(reading.Text, Number(run.Truth(rule, run.Count - 1, PositionView.None)))));
    }

    private static double Number(RuleTruth truth) => truth switch
    {
        RuleTruth.Holds => 1,
        RuleTruth.Fails => 0,
        _ => double.NaN,
    };
}
