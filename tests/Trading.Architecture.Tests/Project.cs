using System.Xml.Linq;

namespace Trading.Architecture.Tests;

/// <summary>A project file as written.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="Xml">Its content.</param>
internal sealed record Project(string Path, XDocument Xml)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>functions, gateway, shared, embedded, local or tests.</summary>
    public string Area => Repository.TopFolder(Path);

    public bool IsEmbeddedOnly => Xml.Descendants("EmbeddedOnly").Any(element => element.Value == "true");

    /// <summary>Paths of the projects referred to, from the repository's root.</summary>
    public IReadOnlyList<string> ProjectReferences => [.. Items("ProjectReference")
        .Select(include => System.IO.Path.GetRelativePath(Repository.Root, System.IO.Path.Combine(Repository.Root, Folder, include)).Replace('\\', '/'))];

    public IReadOnlyList<string> PackageReferences => Items("PackageReference");

    /// <summary>Microsoft's Azure packages, whichever way they are provided.</summary>
    public IReadOnlyList<string> AzurePackages => Items("AzurePackage");

    /// <summary>Folders under embedded/ that stand in for the project's Azure packages.</summary>
    public IReadOnlyList<string> StandIns => [.. Xml.Descendants("AzurePackage")
        .SelectMany(item => item.Attribute("EmbeddedIn") is { } folder ? [folder.Value] : item.Attribute("Include")!.Value.Split(';')).Distinct()];

    public IReadOnlyList<string> FrameworkReferences => Items("FrameworkReference");

    public IReadOnlyList<string> InternalsVisibleTo => Items("InternalsVisibleTo");

    public static Project Read(string path) => new(path, XDocument.Load(System.IO.Path.Combine(Repository.Root, path)));

    private List<string> Items(string kind) =>
        [.. Xml.Descendants(kind).Select(item => item.Attribute("Include")?.Value).OfType<string>().SelectMany(include => include.Split(';'))];
}
