using System.Globalization;
using System.Text.Encodings.Web;
using Trading.Application.Backtests.Reports;
using Trading.Domain.Strategies;

namespace Trading.Application.Templates;

/// <summary>Writes a template's explanation as one HTML page that loads nothing from elsewhere and runs no script; it looks like a report.</summary>
public static class TemplatePage
{
    private static readonly string Page = PageParts.Resource("template.html");
    private static readonly string Style = string.Concat(PageParts.Style, PageParts.Resource("template.css"));
    private static readonly string Policy = $"default-src 'none'; style-src {PageParts.Source(Style)}; base-uri 'none'; form-action 'none'";

    /// <summary>The page.</summary>
    public static string Create(Template template)
    {
        ArgumentNullException.ThrowIfNull(template);
        var strategy = template.Filled;
        return PageParts.Fill(Page, name => name switch
        {
            "title" => Text(template.Title),
            "policy" => Policy,
            "style" => Style,
            "kind" => Text(KindOf(template.Kind)),
            "explanation" => MarkdownText.ToHtml(template.Explanation),
            "entry" => Text(strategy.Entry!),
            "exit" => Text(strategy.Exit ?? "by stops and time alone"),
            "parameters" => string.Join('\n', template.Parameters.Select(Row)),
            var unknown => throw new InvalidOperationException($"The page has the unknown placeholder '{unknown}'."),
        });
    }

    private static string Row(TemplateParameter parameter) => string.Create(
        CultureInfo.InvariantCulture,
        $"<tr><td><code>${Text(parameter.Name)}</code></td><td class=\"text\">{Text(parameter.Meaning)}</td><td>{parameter.Default}</td><td>{parameter.From} – {parameter.To}</td><td>{parameter.Step}</td></tr>");

    private static string KindOf(StrategyKind kind) => kind switch
    {
        StrategyKind.Momentum => "Momentum",
        StrategyKind.MeanReversion => "Mean reversion",
        _ => "Factor",
    };

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
