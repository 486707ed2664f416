namespace Trading.Embedded.KillHost;

/// <summary>Lines appended to a file; each is in the operating system's hands before <see cref="Write"/> returns, so a kill does not lose it.</summary>
internal sealed class Journal : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly StreamWriter file;

    public Journal(string path)
    {
        Acknowledged = File.Exists(path) ? File.ReadLines(path).Count(line => line.StartsWith("started ", StringComparison.Ordinal)) : 0;
        file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    /// <summary>Starts acknowledged by the processes before this one.</summary>
    public int Acknowledged { get; }

    public void Write(string line)
    {
        lock (gate)
            file.WriteLine(line);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
