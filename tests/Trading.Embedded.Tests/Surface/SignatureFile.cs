namespace Trading.Embedded.Tests.Surface;

/// <summary>The public API of one real package, or the part of it that we stand in for.</summary>
/// <param name="Package">Package id: the first line of the file.</param>
/// <param name="Version">Version and origin: the second line of the file.</param>
/// <param name="Lines">The signatures, in the file's order.</param>
internal sealed record SignatureFile(string Package, string Version, IReadOnlyList<string> Lines)
{
    /// <summary>Reads a file: package id, version, then one signature a line.</summary>
    public static SignatureFile Read(string path)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length < 2)
            throw new FormatException($"{path} has {lines.Length} lines; expected a package id, a version and signatures.");
        return new SignatureFile(lines[0], lines[1], [.. lines.Skip(2).Where(line => line.Length > 0)]);
    }

    /// <summary>Reads every <c>*.txt</c> in a folder, by file name.</summary>
    public static IReadOnlyDictionary<string, SignatureFile> ReadFolder(string folder) =>
        Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileName(path), Read, StringComparer.Ordinal);

    /// <summary>The lines of the named types, their members included, and nothing else.</summary>
    public SignatureFile OnlyTypes(IReadOnlySet<string> typeNames) =>
        this with { Lines = [.. Lines.Where(line => typeNames.Contains(TypeOf(line)))] };

    public void Write(string path) => File.WriteAllLines(path, [Package, Version, .. Lines]);

    /// <summary>Name of the type that a line belongs to, as documentation comments write it.</summary>
    public static string TypeOf(string line)
    {
        var end = line.IndexOf('\t', StringComparison.Ordinal);
        var id = end < 0 ? line : line[..end];
        var name = id[2..];
        if (id[0] == 'T')
            return name;
        var parameters = name.IndexOf('(', StringComparison.Ordinal);
        if (parameters >= 0)
            name = name[..parameters];
        return name[..name.LastIndexOf('.')];
    }
}
