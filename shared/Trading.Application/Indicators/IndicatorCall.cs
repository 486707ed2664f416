using System.Diagnostics.CodeAnalysis;
using Trading.Application.Rules;
using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Application.Indicators;

/// <summary>
/// Numbers on bars that someone asks for: an indicator with all its lines, such as <c>macd(12, 26, 9)</c>, one line of it, such as
/// <c>macd.signal</c>, or any formula of the rule language, such as <c>close / sma(200) - 1</c>.
/// </summary>
public sealed class IndicatorCall
{
    private IndicatorCall(IReadOnlyList<IndicatorColumn> columns) => Columns = columns;

    /// <summary>The lines, in the indicator's order.</summary>
    public IReadOnlyList<IndicatorColumn> Columns { get; }

    /// <summary>Reads a call. Never throws, whatever the text.</summary>
    /// <param name="text">The call.</param>
    /// <param name="call">The call, when it is one.</param>
    /// <param name="errors">Every error, by position; empty when it is one.</param>
    public static bool TryRead(string? text, [NotNullWhen(true)] out IndicatorCall? call, out IReadOnlyList<RuleError> errors)
    {
        call = null;
        if (!Formula.TryRead(text, out var formula, out errors))
            return false;
        if (formula.Root.UsesPosition)
        {
            errors = [new RuleError(1, $"'{formula.Root.Text}'", "a number that depends on no position")];
            return false;
        }

        if (ColumnsOf(formula, out errors) is { } columns)
            call = new IndicatorCall(columns);
        return call is not null;
    }

    /// <summary>What is calculated, for bars of an interval: a formula for each of the columns.</summary>
    public RuleProgram Compile(Interval interval) => new([], [.. Columns.Select(column => column.Formula)], interval);

    /// <summary>The columns over a series as a chart draws them: each <see cref="IndicatorColumn.DrawnBack"/> is moved to the left.</summary>
    /// <param name="program">What <see cref="Compile"/> gave; it must need nothing but the series.</param>
    /// <param name="bars">The series.</param>
    /// <returns>One value a bar for each column; NaN during warm-up, and where a value is not known by the end of the series.</returns>
    public IReadOnlyList<double[]> Drawn(RuleProgram program, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(bars);
        var values = program.Start(RuleProgram.DefaultBlock).ValuesOver(bars);
        foreach (var (index, column) in Columns.Index())
        {
            var back = Math.Min(column.DrawnBack, bars.Count);
            values[index].AsSpan(back).CopyTo(values[index]);
            values[index].AsSpan(bars.Count - back).Fill(double.NaN);
        }

        return values;
    }

    private static List<IndicatorColumn>? ColumnsOf(Formula formula, out IReadOnlyList<RuleError> errors)
    {
        errors = [];
        var canonical = formula.Root.Text;
        if (formula.Root is not IndicatorNode node)
            return [new IndicatorColumn(canonical, "value", formula, 0)];

        // The tree of "macd" is that of "macd.macd", its first line; only the text tells them apart.
        var outputs = node.Indicator.Outputs;
        var line = $".{outputs[0].Name}";
        if (node.Output != 0 || formula.Text.TrimEnd().EndsWith(line, StringComparison.OrdinalIgnoreCase))
            return [Column(node, canonical, formula)];

        var whole = canonical.EndsWith(line, StringComparison.Ordinal) ? canonical[..^line.Length] : canonical;
        List<IndicatorColumn> columns = [Column(node, whole, formula)];
        for (var output = 1; output < outputs.Count; output++)
        {
            // Written out, a call is longer than as it was written, and can be too long.
            var other = node with { Output = output };
            if (!Formula.TryRead(other.Text, out var read, out errors))
                return null;
            columns.Add(Column(other, whole, read));
        }

        return columns;
    }

    private static IndicatorColumn Column(IndicatorNode node, string call, Formula formula)
    {
        var line = node.Indicator.Outputs[node.Output];
        return new IndicatorColumn(call, line.Name, formula, line.DrawnBack?.Invoke(node.Parameters) ?? 0);
    }
}
