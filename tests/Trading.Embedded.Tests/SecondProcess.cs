namespace Trading.Embedded.Tests;

/// <summary>What a second process on a platform's data folder has: connections, a clock and a sign of life of its own.</summary>
internal sealed class SecondProcess : IDisposable
{
    private readonly string sameFolder = Path.Combine(Path.GetTempPath(), $"second-{Guid.NewGuid():N}");

    // A process opens a folder once; by another path it is another folder to it.
    public SecondProcess(EmbeddedPlatform first)
    {
        Directory.CreateSymbolicLink(sameFolder, first.DataFolder);
        Platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = sameFolder, Clock = first.Clock, Durability = Durability.ProcessDeath });
    }

    public EmbeddedPlatform Platform { get; }

    public void Dispose()
    {
        Platform.Dispose();
        Directory.Delete(sameFolder);
    }
}
