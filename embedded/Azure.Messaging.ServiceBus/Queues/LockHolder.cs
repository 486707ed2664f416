namespace Trading.Embedded.ServiceBus;

/// <summary>
/// Says of each process whether it lives: it keeps a file of its own open, exclusively, for as long as it may hold message
/// locks. The system closes the file when the process dies, however it dies.
/// </summary>
internal sealed class LockHolder : IDisposable
{
    private const string FilePrefix = ".queue-holder-";
    private readonly FileStream file;

    private LockHolder(string id, FileStream file)
    {
        Id = id;
        this.file = file;
    }

    /// <summary>Written on each message lock this process takes.</summary>
    public string Id { get; }

    public static LockHolder Open(string folder, Guid id)
    {
        var name = id.ToString("N");
        return new LockHolder(name, new FileStream(
            PathOf(folder, name), FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
    }

    /// <summary>Whether the process of that id is gone. Its file goes with it.</summary>
    public static bool IsDead(string folder, string id)
    {
        var path = PathOf(folder, id);
        if (!File.Exists(path))
            return true;
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
                return true;
        }
        catch (IOException)
        {
            return false;   // Somebody has it open: alive.
        }
    }

    public void Dispose() => file.Dispose();

    private static string PathOf(string folder, string id) => Path.Combine(folder, FilePrefix + id);
}
