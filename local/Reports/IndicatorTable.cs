using System.Globalization;
using Trading.Quant.Indicators;

namespace Trading.Local.Reports;

/// <summary>The catalogue of indicators for a person at a terminal.</summary>
internal static class IndicatorTable
{
    /// <summary>A line an indicator, by group: how it is called, and its name in full.</summary>
    public static async Task WriteListAsync(TextWriter output)
    {
        foreach (var group in IndicatorCatalog.Default.All.GroupBy(indicator => indicator.Group))
        {
            await output.WriteLineAsync(group.Key.ToString());
            foreach (var indicator in group)
                await output.WriteLineAsync($"  {Call(indicator),-36}{indicator.Title}");
        }
    }

    /// <summary>Everything about an indicator.</summary>
    public static async Task WriteAsync(TextWriter output, IndicatorDefinition indicator)
    {
        await output.WriteLineAsync($"{Call(indicator)}: {indicator.Title}");
        foreach (var (label, value) in Rows(indicator))
            await output.WriteLineAsync($"{label,-14}{value}");
    }

    private static IEnumerable<(string Label, string Value)> Rows(IndicatorDefinition indicator)
    {
        if (indicator.Aliases.Count > 0)
            yield return ("Also", string.Join(", ", indicator.Aliases));
        yield return ("Group", indicator.Group.ToString());
        yield return ("Meaning", indicator.Description);
        yield return ("Formula", indicator.Formula);
        yield return ("Source", indicator.Source);
        yield return ("Reads", string.Join(", ", indicator.Inputs).ToLowerInvariant());
        foreach (var parameter in indicator.Parameters)
            yield return ("Parameter", $"{parameter}, {Number(parameter.Default)} when left out");
        foreach (var constraint in indicator.Constraints)
            yield return ("Expects", constraint.Expected);
        foreach (var output in indicator.Outputs)
            yield return ("Line", $"{output.Name}: {output.Description}");
        yield return ("Warm-up", $"{indicator.Warmup(indicator.Complete())} bars");
    }

    private static string Call(IndicatorDefinition indicator) =>
        $"{indicator.Name}({string.Join(", ", indicator.Parameters.Select(parameter => Number(parameter.Default)))})";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
