using System.Runtime.InteropServices;

namespace Trading.Local.Secrets;

/// <summary>Files that are replaced whole, that survive loss of power once written, and that only their owner may read.</summary>
internal static class DurableFile
{
    /// <summary>Puts content in a file's place: who reads gets the old one or the new one, also after a crash at any point.</summary>
    /// <remarks>Of those that write the same file only one may be at it.</remarks>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".tmp";
        File.Delete(temporary);
        using (var file = Open(temporary, FileMode.CreateNew))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Opens a file, made when missing, for this process alone.</summary>
    /// <exception cref="IOException">Another has it.</exception>
    public static FileStream Lock(string path) => Open(path, FileMode.OpenOrCreate);

    /// <summary>Takes a file away; a loss of power does not bring it back.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        Flush(Path.GetDirectoryName(path)!);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    // A name is durable when its folder is flushed. .NET opens no folders; Windows needs no such flush.
    private static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = OpenDescriptor(folder, 0);
        if (descriptor < 0)
            throw new IOException($"The folder '{folder}' can't be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        var flushed = Fsync(descriptor);
        var message = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(descriptor);
        if (flushed != 0)
            throw new IOException($"The folder '{folder}' can't be flushed: {message}");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenDescriptor([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
