using System.IO.Compression;

namespace Trading.Embedded.Tests.Surface.RealPackages;

/// <summary>Packs an assembly made of signatures so that a restore finds it under the real package's id and version.</summary>
internal static class RealPackage
{
    public static Version AssemblyVersion { get; } = new(1, 0, 0, 0);

    /// <summary>Name of a package's assembly: the package's id, but for one.</summary>
    public static string AssemblyOf(string package) => package == "Microsoft.Azure.DurableTask.Core" ? "DurableTask.Core" : package;

    /// <summary>Writes a package into a folder that serves as a feed.</summary>
    /// <param name="feed">The folder.</param>
    /// <param name="id">Package id.</param>
    /// <param name="version">Package version.</param>
    /// <param name="image">Its assembly; null for a package that only brings others along.</param>
    /// <param name="dependencies">Other packages by id, with their versions.</param>
    public static void Write(string feed, string id, string version, byte[]? image, IEnumerable<(string Id, string Version)> dependencies)
    {
        using var package = ZipFile.Open(Path.Combine(feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var specification = new StreamWriter(package.CreateEntry(id + ".nuspec").Open()))
        {
            specification.Write(
                $"""
                <?xml version="1.0"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>{id}</id>
                    <version>{version}</version>
                    <authors>signatures</authors>
                    <description>The public signatures of {id}, without code.</description>
                    <dependencies>
                      <group targetFramework="net10.0">
                        {string.Concat(dependencies.Select(each => $"""<dependency id="{each.Id}" version="{each.Version}" />"""))}
                      </group>
                    </dependencies>
                  </metadata>
                </package>
                """);
        }

        if (image is null)
            return;
        using var assembly = package.CreateEntry($"lib/net10.0/{AssemblyOf(id)}.dll").Open();
        assembly.Write(image);
    }
}
