using System.Text.Json;
using Trading.Application.Secrets;

namespace Trading.Local.Secrets;

/// <summary>
/// Keys, a file each, in a folder apart from the data: whoever gets hold of the data folder, or of a copy of it, has no secrets.
/// </summary>
/// <param name="path">Absolute path of the folder; made when the first key is.</param>
/// <param name="dataFolder">Absolute path of the folder whose secrets the keys seal.</param>
internal sealed class KeyFolder(string path, string dataFolder)
{
    private const int Format = 1;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Where keys are unless told otherwise: <c>trading/keys</c> in the user's own place for such data (<c>$XDG_DATA_HOME</c> or <c>~/.local/share</c> on Linux).</summary>
    public static string Default => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "trading", "keys");

    /// <summary>Where a key is kept.</summary>
    public string PathOf(string id) => Path.Combine(path, id + ".json");

    /// <summary>Makes a key, safely stored.</summary>
    /// <exception cref="SecretsUnavailableException">Others may write to the folder.</exception>
    public SealingKey Create(DateTimeOffset at)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
        CheckFolder();
        var key = SealingKey.New();
        DurableFile.Write(PathOf(key.Id), JsonSerializer.SerializeToUtf8Bytes(new Content(Format, dataFolder, at, key.Export()), SecretFile.Json));
        return key;
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="SecretsUnavailableException">It isn't there, is no key, or others may read it.</exception>
    public SealingKey Read(string id)
    {
        var file = PathOf(id);
        if (!File.Exists(file))
            throw new SecretsUnavailableException($"The secrets of '{dataFolder}' are sealed with the key '{file}', which isn't there. Put it back, from a back-up say, or name its folder with --keys.");
        CheckFolder();
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file) is var mode && (mode & ~OwnerOnly) != 0)
            throw new SecretsUnavailableException($"The key file '{file}' has mode {Octal(mode)}, so others may read what seals the secrets; expected 600. Run: chmod 600 '{file}'");
        var content = SecretFile.ReadJson<Content>(file, "key file");
        return content is { Format: Format, Key.Length: SealingKey.Bytes }
            ? new SealingKey(id, content.Key)
            : throw new SecretsUnavailableException($"The key file '{file}' has format {content.Format} and a key of {content.Key.Length} bytes; expected format {Format} and {SealingKey.Bytes} bytes.");
    }

    /// <summary>Deletes the keys that were made for this data folder, but one.</summary>
    public void DeleteAllBut(string id)
    {
        foreach (var file in Directory.GetFiles(path, "*.json").Where(file => file != PathOf(id) && IsOwn(file)))
            DurableFile.Delete(file);
    }

    private bool IsOwn(string file)
    {
        try
        {
            return SecretFile.ReadJson<Content>(file, "key file").DataFolder == dataFolder;
        }
        catch (SecretsUnavailableException)
        {
            // Whose it is can't be told, so it stays.
            return false;
        }
    }

    // On Windows the user's own folders are closed to other users by their access lists, which the files in them take over.
    private void CheckFolder()
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode && (mode & OthersWrite) != 0)
            throw new SecretsUnavailableException($"The folder of keys '{path}' has mode {Octal(mode)}, so others may put a key of theirs into it; expected 700. Run: chmod 700 '{path}'");
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(3, '0');

    private sealed record Content(int Format, string DataFolder, DateTimeOffset CreatedAt, byte[] Key);
}
