namespace Trading.Application.Templates;

/// <summary>The templates that come with the product.</summary>
public static class TemplateCatalog
{
    /// <summary>All, those of a kind together.</summary>
    public static IReadOnlyList<Template> All { get; } = [.. MomentumTemplates.All, .. MeanReversionTemplates.All, .. FactorTemplates.All];

    /// <summary>A template by its id, whatever its case; null when there is none.</summary>
    public static Template? Find(string id) => All.FirstOrDefault(template => template.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
