using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Trading.Application.Backtests.Reports;

/// <summary>Puts pages together from this assembly's resources, so that they load nothing from elsewhere.</summary>
internal static partial class PageParts
{
    /// <summary>The look that all pages share.</summary>
    public static string Style { get; } = string.Concat(Resource("base.css"), Resource("report.css"), Resource("print.css"));

    /// <summary>A resource as text.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(PageParts).Assembly.GetManifestResourceStream($"report/{name}")
            ?? throw new InvalidOperationException($"The page's part '{name}' is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>A page with its placeholders, such as <c>{{title}}</c>, filled.</summary>
    /// <param name="page">The page.</param>
    /// <param name="value">What stands for a name; already HTML.</param>
    public static string Fill(string page, Func<string, string> value) => Placeholder().Replace(page, match => value(match.Groups[1].Value));

    /// <summary>How a content security policy names a script or style that stands in the page.</summary>
    public static string Source(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();
}
