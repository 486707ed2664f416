using System.Globalization;

namespace Trading.Embedded.Logging;

/// <summary>
/// A file of lines that starts anew at a size and keeps its last few predecessors: <c>name.jsonl</c> is written,
/// <c>name.1.jsonl</c> came before it, and so on. Used by one thread.
/// </summary>
internal sealed class RotatingFile(string folder, string name, long maxBytes = RotatingFile.DefaultMaxBytes, int files = RotatingFile.DefaultFiles) : IDisposable
{
    public const long DefaultMaxBytes = 10 * 1024 * 1024;
    public const int DefaultFiles = 5;

    private FileStream? current;

    public void Write(ReadOnlySpan<byte> line)
    {
        current ??= Open();
        if (current.Length > 0 && current.Length + line.Length + 1 > maxBytes)
            Rotate();
        current.Write(line);
        current.WriteByte((byte)'\n');
    }

    public void Flush() => current?.Flush();

    public void Dispose()
    {
        current?.Dispose();
        current = null;
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(folder);
        return new FileStream(PathOf(0), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
    }

    private void Rotate()
    {
        Dispose();
        for (var i = files - 1; i > 0; i--)
        {
            if (File.Exists(PathOf(i - 1)))
                File.Move(PathOf(i - 1), PathOf(i), overwrite: true);
        }

        current = Open();
    }

    private string PathOf(int age) =>
        Path.Combine(folder, age == 0 ? $"{name}.jsonl" : string.Create(CultureInfo.InvariantCulture, $"{name}.{age}.jsonl"));
}
