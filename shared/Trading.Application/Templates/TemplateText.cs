using System.Text;

namespace Trading.Application.Templates;

/// <summary>The explanations, which are resources of this assembly.</summary>
internal static class TemplateText
{
    public static string Explanation(string id)
    {
        using var stream = typeof(TemplateText).Assembly.GetManifestResourceStream($"templates/{id}.md")
            ?? throw new InvalidOperationException($"The template '{id}' has no explanation.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
