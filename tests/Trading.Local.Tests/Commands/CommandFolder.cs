namespace Trading.Local.Tests.Commands;

/// <summary>A temporary folder with what commands are given.</summary>
internal sealed class CommandFolder : IDisposable
{
    /// <summary>Four daily bars.</summary>
    public const string Bars = "timestamp,open,high,low,close,volume\n2024-01-02,10,11,10,11,5\n2024-01-03,20,25,20,25,5\n2024-01-04,25,25,9,9,5\n2024-01-05,30,30,30,30,5\n";

    public string Path { get; } = Directory.CreateTempSubdirectory("command-").FullName;

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Put(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
