namespace Trading.Architecture.Tests;

/// <summary>The source tree that these tests read.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["artifacts", "bin", "obj", "node_modules", ".git", ".data", "TestResults"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files("*.csproj").Select(Project.Read).OrderBy(project => project.Name, StringComparer.Ordinal)];

    public static Project ProjectNamed(string name) => Projects.Single(project => project.Name == name);

    /// <summary>Source files by pattern, as paths from the root with forward slashes; nothing that a build or a run made.</summary>
    public static IEnumerable<string> Files(string pattern) => Walk(new DirectoryInfo(Root), pattern);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The top folder of a path from the root; empty for a file at the root.</summary>
    public static string TopFolder(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "";

    private static IEnumerable<string> Walk(DirectoryInfo folder, string pattern)
    {
        foreach (var file in folder.EnumerateFiles(pattern))
            yield return Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
        foreach (var file in folder.EnumerateDirectories().Where(child => !Generated.Contains(child.Name)).SelectMany(child => Walk(child, pattern)))
            yield return file;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Trading.Functions.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No Trading.Functions.sln above {AppContext.BaseDirectory}.");
    }
}
