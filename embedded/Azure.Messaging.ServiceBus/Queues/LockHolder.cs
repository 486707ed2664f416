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

    /// <summary>Begins a life in the folder, and sweeps up what the dead left there.</summary>
    public static LockHolder Open(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            var id = Guid.NewGuid().ToString("N");
            try
            {
                var file = new FileStream(PathOf(folder, id), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
                if (File.Exists(file.Name))
                {
                    SweepUp(folder, id);
                    return new LockHolder(id, file);
                }

                file.Dispose();
            }
            catch (IOException) when (attempt < 3)
            {
                // Another process that sweeps took the new file for a dead one's, between its creation and its lock.
            }
        }
    }

    /// <summary>Whether the process of that id is gone. Its file goes with it.</summary>
    public static bool IsDead(string folder, string id)
    {
        try
        {
            using (new FileStream(PathOf(folder, id), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
                return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;   // Somebody has it open: alive.
        }
    }

    private static void SweepUp(string folder, string own)
    {
        foreach (var path in Directory.EnumerateFiles(folder, FilePrefix + "*"))
        {
            if (Path.GetFileName(path)[FilePrefix.Length..] is var id && id != own)
                IsDead(folder, id);
        }
    }

    public void Dispose() => file.Dispose();

    private static string PathOf(string folder, string id) => Path.Combine(folder, FilePrefix + id);
}
