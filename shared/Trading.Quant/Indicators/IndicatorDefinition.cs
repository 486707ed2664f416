using Trading.Domain.MarketData;

namespace Trading.Quant.Indicators;

/// <summary>What the rule language, screens and stores need to know of an indicator. Adding one here makes it known everywhere.</summary>
/// <param name="name">Lower-case name in the rule language.</param>
/// <param name="inputs">Columns it reads; an indicator of one column may be applied to another instead.</param>
/// <param name="parameters">Numbers it is called with.</param>
/// <param name="compute">Fills a column from whole input columns.</param>
/// <param name="start">Creates the form that is fed bar by bar; it must give the same values to the last bit.</param>
public sealed class IndicatorDefinition(
    string name,
    IReadOnlyList<BarField> inputs,
    IReadOnlyList<IndicatorParameter> parameters,
    IndicatorDefinition.ColumnFunction compute,
    Func<IReadOnlyList<double>, IndicatorState> start)
{
    /// <summary>Fills a result column from input columns of the same length.</summary>
    /// <param name="inputs">One column for each input.</param>
    /// <param name="parameters">One number for each parameter.</param>
    /// <param name="result">Receives one value a bar, NaN during warm-up.</param>
    public delegate void ColumnFunction(IReadOnlyList<ReadOnlyMemory<double>> inputs, IReadOnlyList<double> parameters, Span<double> result);

    /// <summary>Lower-case name in the rule language.</summary>
    public string Name { get; } = name;

    /// <summary>Columns it reads.</summary>
    public IReadOnlyList<BarField> Inputs { get; } = inputs;

    /// <summary>Numbers it is called with.</summary>
    public IReadOnlyList<IndicatorParameter> Parameters { get; } = parameters;

    /// <summary>Fills a column from whole input columns.</summary>
    public void Compute(IReadOnlyList<ReadOnlyMemory<double>> inputs, IReadOnlyList<double> parameters, Span<double> result) =>
        compute(inputs, parameters, result);

    /// <summary>The form that is fed bar by bar, at its beginning.</summary>
    public IndicatorState Start(IReadOnlyList<double> parameters) => start(parameters);

    /// <summary>The indicator over a series' own columns.</summary>
    /// <returns>One value a bar, NaN during warm-up.</returns>
    public double[] Over(BarSeries bars, params IReadOnlyList<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var result = new double[bars.Count];
        compute([.. Inputs.Select(bars.Memory)], parameters, result);
        return result;
    }
}
