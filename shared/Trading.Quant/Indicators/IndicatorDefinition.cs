using System.Globalization;
using Trading.Domain.MarketData;

namespace Trading.Quant.Indicators;

/// <summary>What the rule language, screens, stores and readers need to know of an indicator. Adding one to the catalogue makes it known everywhere.</summary>
public sealed class IndicatorDefinition
{
    /// <summary>Lower-case name in the rule language.</summary>
    public required string Name { get; init; }

    /// <summary>Other lower-case names by which it is known.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Name in full, as a heading.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about.</summary>
    public required IndicatorGroup Group { get; init; }

    /// <summary>What it means, its unit and range, and what it is where the formula is undefined.</summary>
    public required string Description { get; init; }

    /// <summary>How it is calculated, with its start; the parameters by name.</summary>
    public required string Formula { get; init; }

    /// <summary>Who published it, and whose convention is followed where they differ.</summary>
    public required string Source { get; init; }

    /// <summary>Columns it reads; an indicator of one column may be applied to another instead.</summary>
    public required IReadOnlyList<BarField> Inputs { get; init; }

    /// <summary>Numbers it is called with; those at the end may be left out.</summary>
    public IReadOnlyList<IndicatorParameter> Parameters { get; init; } = [];

    /// <summary>What must hold between the parameters.</summary>
    public IReadOnlyList<IndicatorConstraint> Constraints { get; init; } = [];

    /// <summary>Lines it draws, one or more; the first is meant where none is named.</summary>
    public required IReadOnlyList<IndicatorOutput> Outputs { get; init; }

    /// <summary>
    /// Number of bars without a value at the start, by one number for each parameter: the position of the first bar at which every output
    /// has one. An output that is by its meaning absent at some bars, such as a stop on the other side, counts as having one.
    /// </summary>
    public required Func<IReadOnlyList<double>, int> Warmup { get; init; }

    /// <summary>Its calculation.</summary>
    public required IndicatorKernel Kernel { get; init; }

    /// <summary>One number for each parameter: those given, then defaults.</summary>
    /// <exception cref="ArgumentException">Too many, one out of range, or a constraint does not hold; the message says what is expected.</exception>
    public IReadOnlyList<double> Complete(params IReadOnlyList<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count > Parameters.Count)
            throw new ArgumentException($"{Name} takes {Parameters.Count} numbers, not {parameters.Count}.", nameof(parameters));
        double[] all = [.. parameters, .. Parameters.Skip(parameters.Count).Select(parameter => parameter.Default)];
        return Refusal(all) is { } refusal ? throw new ArgumentException($"{Name} expects {refusal}.", nameof(parameters)) : all;
    }

    /// <summary>What is expected of the first of the numbers that may not be used, in words; null when all may.</summary>
    /// <param name="parameters">One number for each parameter.</param>
    public string? Refusal(IReadOnlyList<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Parameters.Where((parameter, index) => !parameter.Allows(parameters[index])).FirstOrDefault()?.ToString()
            ?? Constraints.FirstOrDefault(constraint => !constraint.Holds(parameters))?.Expected;
    }

    /// <summary>The indicator before its first bar.</summary>
    /// <param name="parameters">Numbers it is called with; those left out at the end take their defaults.</param>
    /// <exception cref="ArgumentException">Too many, one out of range, or a constraint does not hold; the message says what is expected.</exception>
    public IndicatorState Start(params IReadOnlyList<double> parameters)
    {
        var all = Complete(parameters);
        return Kernel.Start($"{Name}({string.Join(", ", all.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))})", all);
    }

    /// <summary>The indicator over a series' own columns, each value at the bar at which it is known.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="parameters">Numbers it is called with; those left out at the end take their defaults.</param>
    /// <returns>A column for each output with one value a bar, NaN during warm-up.</returns>
    /// <exception cref="ArgumentException">As <see cref="Start"/>.</exception>
    public double[][] Over(BarSeries bars, params IReadOnlyList<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var columns = new double[Outputs.Count][];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = new double[bars.Count];
        Start(parameters).Next(new IndicatorFrame(
            bars.Times, Inputs.Select(bars.Memory).ToArray(), Array.ConvertAll(columns, column => column.AsMemory())));
        return columns;
    }

    /// <summary>As <see cref="Over"/>, but as a chart draws it: a line that is <see cref="IndicatorOutput.DrawnBack"/> is moved to the left.</summary>
    /// <returns>A column for each output with one value a bar; NaN also where the value is not known by the end of the series.</returns>
    /// <exception cref="ArgumentException">As <see cref="Start"/>.</exception>
    public double[][] Drawn(BarSeries bars, params IReadOnlyList<double> parameters)
    {
        var columns = Over(bars, parameters);
        var all = Complete(parameters);
        for (var i = 0; i < columns.Length; i++)
        {
            var back = Math.Min(Outputs[i].DrawnBack?.Invoke(all) ?? 0, columns[i].Length);
            columns[i].AsSpan(back).CopyTo(columns[i]);
            columns[i].AsSpan(columns[i].Length - back).Fill(double.NaN);
        }

        return columns;
    }
}
