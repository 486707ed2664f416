namespace Trading.EndToEnd.Tests;

/// <summary>A temporary data folder.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("trading-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
