namespace Trading.Embedded.Tests.Surface;

/// <summary>The real signatures of several packages, by documentation-comment id and by type.</summary>
internal sealed class SignatureSet
{
    private readonly Dictionary<string, SignatureLine> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SignatureLine>> byType = new(StringComparer.Ordinal);
    private readonly HashSet<string> annotated = new(StringComparer.Ordinal);

    public SignatureSet(IEnumerable<SignatureFile> files)
    {
        foreach (var file in files)
        {
            // Packages compiled without nullable annotations accept null anywhere: there is nothing to compare.
            var hasAnnotations = file.Lines.Any(line => line.Contains("\tnullable=", StringComparison.Ordinal)) ||
                !file.Version.Contains("public API listing", StringComparison.Ordinal);
            foreach (var text in file.Lines)
            {
                var line = SignatureLine.Parse(text);
                var type = SignatureFile.TypeOf(text);
                if (!byId.TryAdd(line.Id, line))
                    continue;
                if (!byType.TryGetValue(type, out var lines))
                    byType.Add(type, lines = []);
                lines.Add(line);
                if (hasAnnotations)
                    annotated.Add(type);
            }
        }
    }

    public SignatureLine? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The type's own line and those of its members; empty when the packages have no such type.</summary>
    public IReadOnlyList<SignatureLine> OfType(string typeName) => byType.GetValueOrDefault(typeName) ?? [];

    /// <summary>Whether the package of this type says which references may be null.</summary>
    public bool HasNullableAnnotations(string typeName) => annotated.Contains(typeName);
}
