namespace Trading.Embedded;

/// <summary>
/// Each process keeps a file of its own open in the folder, exclusively. The system closes it when the process dies, however it
/// dies.
/// </summary>
internal sealed class ProcessPresence : IProcessPresence
{
    private const string FilePrefix = ".process-";
    private readonly string folder;
    private readonly FileStream file;

    private ProcessPresence(string folder, string id, FileStream file)
    {
        this.folder = folder;
        Id = id;
        this.file = file;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>Begins a life in the folder, and sweeps up what the dead left there.</summary>
    public static ProcessPresence Open(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Not of the seed: two processes that repeat one run must not take each other for themselves.
            var id = Guid.NewGuid().ToString("N");
            try
            {
                var file = new FileStream(PathOf(folder, id), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
                if (File.Exists(file.Name))
                {
                    SweepUp(folder, id);
                    return new ProcessPresence(folder, id, file);
                }

                file.Dispose();
            }
            catch (IOException) when (attempt < 3)
            {
                // Another process that sweeps took the new file for a dead one's, between its creation and its lock.
            }
        }
    }

    /// <inheritdoc/>
    public bool IsDead(string id) => IsDead(folder, id);

    // Its file goes with it.
    private static bool IsDead(string folder, string id)
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
