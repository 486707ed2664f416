using System.Security.Cryptography;
using System.Text;
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
    private static readonly string Page = Resource("report.html");
    private static readonly string Style = string.Concat(Resource("base.css"), Resource("report.css"), Resource("print.css"));

    // In an order in which each knows those before it.
    private static readonly string Script = string.Join('\n', new[]
    {
        "canvas.js", "format.js", "dom.js", "paint.js", "chart.js", "view.js", "plot.js", "linechart.js", "histogram.js", "scatter.js",
        "tables.js", "heatmap.js", "honesty.js", "prices.js", "report.js",
    }.Select(name => WithoutModules(Resource(name))));

    private static readonly string Policy =
        $"default-src 'none'; script-src {Source(Script)}; style-src {Source(Style)}; base-uri 'none'; form-action 'none'";

    /// <summary>The page.</summary>
    /// <param name="report">What it shows.</param>
    /// <param name="json">How the API writes JSON: camelCase, NaN as null.</param>
    public static string Create(BacktestReport report, JsonSerializerOptions json)
    {
        ArgumentNullException.ThrowIfNull(report);
        var run = report.Run;
        // Inside JSON "<" stands in strings alone, so that escaping it everywhere leaves the data as it is and no tag can end the block.
        var data = JsonSerializer.Serialize(report, json).Replace("<", "\\u003c", StringComparison.Ordinal);
        return Placeholder().Replace(Page, match => match.Groups[1].Value switch
        {
            "title" => HtmlEncoder.Default.Encode($"{run.Symbol} {run.Interval}: {run.Name}"),
            "policy" => Policy,
            "style" => Style,
            "data" => data,
            "script" => Script,
            var unknown => throw new InvalidOperationException($"The page has the unknown placeholder '{unknown}'."),
        });
    }

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"report/{name}")
            ?? throw new InvalidOperationException($"The report's part '{name}' is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    // A page that is one file has no modules to import from: the parts become one.
    private static string WithoutModules(string script) => Export().Replace(Import().Replace(script, ""), "");

    private static string Source(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^import [^;]*;\n", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?=const|async|function|class)", RegexOptions.Multiline)]
    private static partial Regex Export();
}
