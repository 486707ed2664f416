using Trading.Application.Indicators;
using Trading.Domain.MarketData;
using Trading.Functions.Rules;
using Trading.Quant.Indicators;

namespace Trading.Functions.Indicators;

internal sealed record ParameterAnswer(string Name, double Default, double Minimum, double Maximum, bool IsWhole)
{
    public static ParameterAnswer Of(IndicatorParameter parameter) =>
        new(parameter.Name, parameter.Default, parameter.Minimum, parameter.Maximum, parameter.IsWhole);
}

/// <summary>Bars drawn back, with the parameters' defaults.</summary>
internal sealed record OutputAnswer(string Name, string Description, int DrawnBack);

/// <summary>Warm-up in bars, with the parameters' defaults.</summary>
internal sealed record IndicatorAnswer(
    string Name, IReadOnlyList<string> Aliases, string Title, IndicatorGroup Group, string Description, string Formula, string Source,
    IReadOnlyList<BarField> Inputs, IEnumerable<ParameterAnswer> Parameters, IEnumerable<string> Constraints, IEnumerable<OutputAnswer> Outputs, int Warmup)
{
    public static IndicatorAnswer Of(IndicatorDefinition indicator)
    {
        var defaults = indicator.Complete();
        return new IndicatorAnswer(
            indicator.Name, indicator.Aliases, indicator.Title, indicator.Group, indicator.Description, indicator.Formula, indicator.Source, indicator.Inputs,
            indicator.Parameters.Select(ParameterAnswer.Of), indicator.Constraints.Select(constraint => constraint.Expected),
            indicator.Outputs.Select(output => new OutputAnswer(output.Name, output.Description, output.DrawnBack?.Invoke(defaults) ?? 0)),
            indicator.Warmup(defaults));
    }
}

/// <summary>A value is given at the bar at which it is known; a chart draws it so many bars to the left.</summary>
internal sealed record IndicatorColumnAnswer(string Call, string Name, int DrawnBack);

internal sealed record IndicatorRowAnswer(DateTime Time, IReadOnlyList<double> Values);

internal sealed record IndicatorPageAnswer(
    IEnumerable<IndicatorColumnAnswer> Columns, IEnumerable<IndicatorRowAnswer> Rows, DateTimeOffset? Continuation, bool Synthetic, IEnumerable<RuleFindingAnswer> Missing)
{
    public static IndicatorPageAnswer Of(IndicatorPage page) => new(
        page.Columns.Select(column => new IndicatorColumnAnswer(column.Call, column.Name, column.DrawnBack)),
        page.Rows.Select(row => new IndicatorRowAnswer(row.Time.UtcDateTime, row.Values)),
        page.Continuation, page.IsSynthetic, page.Missing.Select(RuleFindingAnswer.Of));
}
