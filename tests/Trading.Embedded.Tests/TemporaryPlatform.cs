namespace Trading.Embedded.Tests;

/// <summary>An embedded platform in a temporary folder, which can be closed and opened again as a process would after its end.</summary>
internal sealed class TemporaryPlatform : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("platform-").FullName;
    private readonly TimeProvider clock;

    public TemporaryPlatform(TimeProvider? clock = null)
    {
        this.clock = clock ?? TimeProvider.System;
        Current = Open();
    }

    public EmbeddedPlatform Current { get; private set; }

    public string ConnectionString => Current.ConnectionString;

    public string DatabasePath => Current.Store.FilePath;

    public void Restart()
    {
        Current.Dispose();
        Current = Open();
    }

    public void Dispose()
    {
        Current.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private EmbeddedPlatform Open() =>
        EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Clock = clock, Durability = Durability.ProcessDeath });
}
