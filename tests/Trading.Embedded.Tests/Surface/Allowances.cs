namespace Trading.Embedded.Tests.Surface;

/// <summary>A short list of exceptions: a documentation-comment id, a tab, and the reason.</summary>
internal sealed record Allowances(IReadOnlyDictionary<string, string> Reasons)
{
    public IReadOnlySet<string> Ids { get; } = Reasons.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads a file beside this one; lines that begin with # explain it.</summary>
    /// <exception cref="FormatException">A line without a reason.</exception>
    public static Allowances Read(string fileName)
    {
        var path = Path.Combine(EmbeddedAssemblies.RepositoryRoot, "tests", "Trading.Embedded.Tests", "Surface", fileName);
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var fields = line.Split('\t', 2);
            if (fields.Length < 2 || string.IsNullOrWhiteSpace(fields[1]))
                throw new FormatException($"{fileName}: '{line}' gives no reason; expected an id, a tab and a reason.");
            reasons.Add(fields[0], fields[1]);
        }

        return new Allowances(reasons);
    }
}
