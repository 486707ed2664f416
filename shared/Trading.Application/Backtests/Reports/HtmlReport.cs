using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trading.Application.Backtests.Reports;

/// <summary>
/// Writes a report as one HTML page that loads nothing from elsewhere: its script and style are this assembly's resources, allowed by
/// their hashes, and the report is data that no browser executes.
/// </summary>
public static partial class HtmlReport
{
    private static readonly string Page = PageParts.Resource("report.html");

    // In an order in which each knows those before it.
    private static readonly string Script = string.Join('\n', new[]
    {
        "canvas.js", "format.js", "dom.js", "paint.js", "chart.js", "view.js", "plot.js", "linechart.js", "histogram.js", "scatter.js",
        "tables.js", "heatmap.js", "honesty.js", "prices.js", "report.js",
    }.Select(name => WithoutModules(PageParts.Resource(name))));

    private static readonly string Policy =
        $"default-src 'none'; script-src {PageParts.Source(Script)}; style-src {PageParts.Source(PageParts.Style)}; base-uri 'none'; form-action 'none'";

    /// <summary>The page.</summary>
    /// <param name="report">What it shows.</param>
    /// <param name="json">How the API writes JSON: camelCase, NaN as null.</param>
    public static string Create(BacktestReport report, JsonSerializerOptions json)
    {
        ArgumentNullException.ThrowIfNull(report);
        var run = report.Run;
        // Inside JSON "<" stands in strings alone, so that escaping it everywhere leaves the data as it is and no tag can end the block.
        var data = JsonSerializer.Serialize(report, json).Replace("<", "\\u003c", StringComparison.Ordinal);
        return PageParts.Fill(Page, name => name switch
        {
            "title" => HtmlEncoder.Default.Encode($"{run.Symbol} {run.Interval}: {run.Name}"),
            "policy" => Policy,
            "style" => PageParts.Style,
            "data" => data,
            "script" => Script,
            var unknown => throw new InvalidOperationException($"The page has the unknown placeholder '{unknown}'."),
        });
    }

    // A page that is one file has no modules to import from: the parts become one.
    private static string WithoutModules(string script) => Export().Replace(Import().Replace(script, ""), "");

    [GeneratedRegex(@"^import [^;]*;\n", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?=const|async|function|class)", RegexOptions.Multiline)]
    private static partial Regex Export();
}
