using System.Reflection;

namespace Trading.Embedded.Tests.Surface;

/// <summary>The assemblies under embedded/, and where things are in the repository.</summary>
internal static class EmbeddedAssemblies
{
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Signatures of the types we stand in for.</summary>
    public static string SignatureFolder => Path.Combine(RepositoryRoot, "tests", "Trading.Embedded.Tests", "Surface", "signatures");

    /// <summary>The full listings of the real packages, on machines that have them.</summary>
    public static string FullListings => Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "azure-api"));

    /// <summary>Names of the projects under embedded/.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryRoot, "embedded"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Assembly> All { get; } = [.. Names.Select(Assembly.Load)];

    /// <summary>Types that stand in for real ones: visible outside their assembly, and not ours by namespace.</summary>
    public static IEnumerable<Type> StandIns(Assembly assembly) =>
        assembly.GetTypes().Where(type => SignatureWriter.IsVisible(type) && !IsOurs(type)).OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static bool IsOurs(Type type) =>
        type.Namespace is { } space && (space == "Trading.Embedded" || space.StartsWith("Trading.Embedded.", StringComparison.Ordinal));

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
