using System.Globalization;
using Microsoft.Extensions.Options;
using Trading.Application.MarketData;

namespace Trading.Integrations.MarketData;

/// <summary>An import folder on disk, with the folders <c>done</c> and <c>failed</c> in it. Without a folder in the settings there is never a file.</summary>
internal sealed class DirectoryImportFolder(IOptions<ImportFolderOptions> options, TimeProvider clock) : IImportFolder
{
    private readonly Lock gate = new();
    private Dictionary<string, (long Length, DateTime Changed)> before = [];

    private string Root => options.Value.Path ?? throw new InvalidOperationException("No import folder is set.");

    public IReadOnlyList<string> FindComplete()
    {
        if (options.Value.Path is not { Length: > 0 } root)
            return [];
        Directory.CreateDirectory(root);
        var now = new DirectoryInfo(root).EnumerateFiles("*.csv")
            .ToDictionary(file => file.Name, file => (file.Length, file.LastWriteTimeUtc), StringComparer.Ordinal);
        lock (gate)
        {
            var complete = now.Where(file => before.TryGetValue(file.Key, out var seen) && seen == file.Value).Select(file => file.Key);
            IReadOnlyList<string> names = [.. complete.Order(StringComparer.Ordinal)];
            before = now;
            return names;
        }
    }

    public Stream Open(string name)
    {
        var file = new FileInfo(Path.Combine(Root, name));
        return file.Length <= BarCsvLimits.MaxBytes
            ? file.OpenRead()
            : throw new IOException($"it has {file.Length} bytes; the limit is {BarCsvLimits.MaxBytes}");
    }

    public void MoveToDone(string name) => Move(name, "done");

    public void MoveToFailed(string name, string report)
    {
        // The report first: a file that was moved without one would leave its owner without a reason.
        var target = Target(name, "failed");
        File.WriteAllText(target + ".errors.txt", report);
        File.Move(Path.Combine(Root, name), target, overwrite: true);
    }

    private void Move(string name, string folder) => File.Move(Path.Combine(Root, name), Target(name, folder), overwrite: true);

    /// <summary>Marked with the time, so that a file of the same name does not replace the one before.</summary>
    private string Target(string name, string folder)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Root, folder)).FullName;
        var time = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        return Path.Combine(directory, $"{time}-{name}");
    }
}
