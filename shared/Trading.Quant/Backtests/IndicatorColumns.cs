using System.Globalization;
using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Backtests;

/// <summary>An indicator over the bars of a run, calculated when it is first read.</summary>
internal sealed class IndicatorColumns(
    int instrument, IndicatorDefinition definition, IReadOnlyList<double> parameters, IReadOnlyList<BarField> inputs, BarSeries bars)
{
    private double[][]? values;

    public int Instrument => instrument;

    /// <summary>Name, inputs where they are not its own, and parameters.</summary>
    public string Text
    {
        get
        {
            var columns = inputs.SequenceEqual(definition.Inputs) ? [] : inputs.Select(input => input.ToString().ToLowerInvariant());
            return $"{definition.Name}({string.Join(", ", columns.Concat(parameters.Select(value => value.ToString("R", CultureInfo.InvariantCulture))))})";
        }
    }

    public IReadOnlyList<string> Outputs => [.. definition.Outputs.Select(output => output.Name)];

    public double[][] Values => values ??= Calculate();

    private double[][] Calculate()
    {
        double[][] columns = [.. definition.Outputs.Select(_ => new double[bars.Count])];
        definition.Start(parameters).Next(new IndicatorFrame(
            bars.Times, inputs.Select(bars.Memory).ToArray(), Array.ConvertAll(columns, column => column.AsMemory())));
        return columns;
    }
}
