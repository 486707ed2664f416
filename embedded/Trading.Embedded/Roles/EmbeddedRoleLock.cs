using System.Globalization;

namespace Trading.Embedded;

/// <summary>
/// Keeps a role on a data folder for this process until disposed. The operating system gives it back when the process dies,
/// however it does.
/// </summary>
public sealed class EmbeddedRoleLock : IDisposable
{
    private readonly FileStream held;
    private readonly string pidPath;

    private EmbeddedRoleLock(FileStream held, string pidPath)
    {
        this.held = held;
        this.pidPath = pidPath;
    }

    /// <summary>Takes a role; the folder is created when missing.</summary>
    /// <exception cref="EmbeddedRoleTakenException">Another process, or another lock of this one, has it.</exception>
    /// <exception cref="EmbeddedStoreException">The folder can't be written.</exception>
    public static EmbeddedRoleLock Take(string dataFolder, EmbeddedRole role)
    {
        var folder = Path.GetFullPath(dataFolder);
        var name = role.ToString().ToLowerInvariant();
        var lockPath = Path.Combine(folder, $"{name}.lock");
        var pidPath = Path.Combine(folder, $"{name}.pid");   // Apart from the lock, which some systems let nobody else read.
        try
        {
            Directory.CreateDirectory(folder);
            using (File.Create(Path.Combine(folder, $".writable-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedStoreException($"The data folder '{folder}' can't be written: {error.Message}", error);
        }

        FileStream held;
        try
        {
            held = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new EmbeddedRoleTakenException($"The data folder '{folder}' already has its {name} process (pid {Pid(pidPath)}). Stop that one, or choose another folder with --data.");
        }

        File.WriteAllText(pidPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new EmbeddedRoleLock(held, pidPath);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!held.SafeFileHandle.IsClosed)
            File.Delete(pidPath);
        held.Dispose();
    }

    private static string Pid(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
