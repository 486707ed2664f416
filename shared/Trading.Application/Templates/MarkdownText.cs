using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Trading.Application.Templates;

/// <summary>
/// The part of Markdown that explanations are written in, as HTML: headings, lists of one level, paragraphs, <c>**strong**</c>,
/// <c>*emphasis*</c> and <c>`code`</c>. Anything else is text.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>The HTML; nothing in the text becomes a tag but what is listed above.</summary>
    public static string ToHtml(string markdown)
    {
        var html = new StringBuilder();
        foreach (var block in markdown.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines is [var heading, ..] && Heading().Match(heading) is { Success: true } match)
            {
                var level = match.Groups[1].Length;
                html.Append($"<h{level}>{Spans(match.Groups[2].Value)}</h{level}>\n");
            }
            else if (lines.Length > 0 && lines[0].StartsWith("- ", StringComparison.Ordinal))
            {
                var items = block.TrimEnd().Split("\n- ").Select(item => $"<li>{Spans(item.Replace("\n", " ", StringComparison.Ordinal).TrimStart('-', ' '))}</li>");
                html.Append($"<ul>\n{string.Join('\n', items)}\n</ul>\n");
            }
            else
            {
                html.Append($"<p>{Spans(string.Join(' ', lines))}</p>\n");
            }
        }

        return html.ToString();
    }

    // Code first: what stands in it is not looked at again.
    private static string Spans(string text) => string.Concat(text.Split('`').Select((part, i) =>
    {
        var plain = HtmlEncoder.Default.Encode(part);
        return i % 2 == 1 ? $"<code>{plain}</code>" : Emphasis().Replace(Strong().Replace(plain, "<strong>$1</strong>"), "<em>$1</em>");
    }));

    [GeneratedRegex(@"^(#{1,3}) (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Strong();

    [GeneratedRegex(@"\*(.+?)\*")]
    private static partial Regex Emphasis();
}
