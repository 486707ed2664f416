using Trading.Quant.Rules;

namespace Trading.Quant.Screening;

/// <summary>
/// Conditions and numbers that are applied to many series at once, a row each, by the steps of the rule engine: what the conditions say of a
/// row is what the same rules say of that series at its newest bar, to the last bit. Immutable; may be used by several threads.
/// </summary>
public sealed class Screen
{
    private readonly RuleProgram section;

    /// <summary>Takes conditions and numbers apart into what has to be read of each series and what is calculated from it.</summary>
    /// <param name="conditions">The conditions; all have to hold.</param>
    /// <param name="formulas">Numbers wanted of each series, such as what it is ranked by.</param>
    /// <exception cref="ArgumentException">One depends on the position.</exception>
    public Screen(IReadOnlyList<Rule> conditions, IReadOnlyList<Formula> formulas)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(formulas);
        var collector = new ReadingCollector();
        section = new RuleProgram(
            [.. conditions.Select(rule => Rule.Of(collector.Condition(rule.Root)))],
            [.. formulas.Select(formula => Formula.Of(collector.Number(formula.Root)))],
            interval: null);
        Readings = collector.Readings;
    }

    /// <summary>What has to be read of each series, in the order in which <see cref="Judge"/> takes it.</summary>
    public IReadOnlyList<Reading> Readings { get; }

    /// <summary>Judges every row.</summary>
    /// <param name="rows">Number of series, 1 or more.</param>
    /// <param name="readings">A column for each of <see cref="Readings"/>, with as many rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no row.</exception>
    /// <exception cref="ArgumentException">A column is missing or has another length.</exception>
    public ScreenOutcome Judge(int rows, IReadOnlyList<ReadOnlyMemory<double>> readings)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentNullException.ThrowIfNull(readings);
        if (readings.Count != Readings.Count || readings.Any(column => column.Length != rows))
            throw new ArgumentException($"Expected {Readings.Count} columns of {rows} rows.", nameof(readings));
        var run = section.Start(rows);
        run.Next(rows, readings);
        return new ScreenOutcome(run);
    }
}
