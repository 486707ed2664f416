using Trading.Domain.MarketData;

namespace Trading.Quant.Indicators;

/// <summary>What the rule language, screens, stores and readers need to know of an indicator. Adding one to the catalogue makes it known everywhere.</summary>
public sealed class IndicatorDefinition
{
    /// <summary>Lower-case name in the rule language.</summary>
    public required string Name { get; init; }

    /// <summary>Columns it reads; an indicator of one column may be applied to another instead.</summary>
    public required IReadOnlyList<BarField> Inputs { get; init; }

    /// <summary>Numbers it is called with, each of which may be left out.</summary>
    public required IReadOnlyList<IndicatorParameter> Parameters { get; init; }

    /// <summary>Lines it draws, one or more; the first is meant where none is named.</summary>
    public required IReadOnlyList<IndicatorOutput> Outputs { get; init; }

    /// <summary>Number of bars without a value at the start, by parameters: the position of the first bar at which every output has one.</summary>
    public required Func<IReadOnlyList<double>, int> Warmup { get; init; }

    /// <summary>The indicator before its first bar, by parameters that its <see cref="Parameters"/> allow.</summary>
    public required Func<IReadOnlyList<double>, IndicatorState> Start { get; init; }

    /// <summary>The indicator over a series' own columns.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="parameters">One number for each parameter.</param>
    /// <returns>A column for each output with one value a bar, NaN during warm-up.</returns>
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
}
