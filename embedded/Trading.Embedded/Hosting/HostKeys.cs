using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Hosting;

/// <summary>
/// The host's keys, made once a data folder and readable by its owner only: <c>master</c> for <c>/admin</c>, <c>default</c> for functions
/// that ask for a key. The file is what holds, so that a key renewed by one host of the folder counts in all of them at once.
/// </summary>
internal sealed class HostKeys
{
    public const string DefaultName = "default";
    public const string MasterName = "_master";

    private const string FileName = "host-keys.json";
    private const int KeyBytes = 32;

    private readonly EmbeddedPlatform platform;
    private readonly string path;
    private Content? imagined;

    private HostKeys(EmbeddedPlatform platform)
    {
        this.platform = platform;
        path = Path.Combine(platform.DataFolder, FileName);
        // An imagined process has no folder.
        if (platform.IsSimulated)
            imagined = new Content(platform.NewId().ToString("N"), platform.NewId().ToString("N"));
    }

    /// <exception cref="EmbeddedStoreException">The file is there but can't be read.</exception>
    public static HostKeys Open(EmbeddedPlatform platform)
    {
        var keys = new HostKeys(platform);
        if (keys.imagined is null && !File.Exists(keys.path))
            Write(keys.path, new Content(NewKey(), NewKey()), overwrite: false);
        keys.Read();
        return keys;
    }

    /// <summary>Whether a request shows the key that a level asks for, in the header <c>x-functions-key</c> or the query's <c>code</c>.</summary>
    /// <exception cref="EmbeddedStoreException">The keys can't be read any more.</exception>
    public bool Allows(HttpRequest request, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
            return true;
        var shown = request.Headers["x-functions-key"].ToString() is { Length: > 0 } header ? header : request.Query["code"].ToString();
        var known = Read();
        return IsKey(shown, known.Master) || (level == AuthorizationLevel.Function && IsKey(shown, known.Default));
    }

    /// <summary>Replaces a key by a new one; the old is refused from now on.</summary>
    /// <param name="name"><see cref="DefaultName"/> or <see cref="MasterName"/>.</param>
    /// <returns>The new key; null when there is none of that name.</returns>
    /// <exception cref="IOException">It can't be stored; the old one holds.</exception>
    /// <exception cref="EmbeddedStoreException">The keys can't be read any more.</exception>
    public async Task<string?> RenewAsync(string name)
    {
        if (name is not (DefaultName or MasterName))
            return null;
        var key = NewKey();
        // While the store is written no other host of the folder writes; so none brings back what another has replaced.
        await platform.Store.WriteAsync(_ =>
        {
            var renewed = name == DefaultName ? Read() with { Default = key } : Read() with { Master = key };
            if (imagined is null)
                Write(path, renewed, overwrite: true);
            else
                imagined = renewed;
            return true;
        });
        return key;
    }

    private Content Read()
    {
        if (imagined is not null)
            return imagined;
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), JsonSerializerOptions.Web);
            if (content is { Master.Length: >= KeyBytes, Default.Length: >= KeyBytes })
                return content;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedStoreException($"The host keys '{path}' can't be read: {error.Message}", error);
        }

        throw new EmbeddedStoreException($"The host keys '{path}' are incomplete; expected 'master' and 'default' of {KeyBytes} characters or more. Remove the file to have new ones made.");
    }

    // Says nothing by the time it takes.
    private static bool IsKey(string shown, string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(key));

    // Written beside and moved into place, so that nobody ever reads half a file.
    private static void Write(string path, Content content, bool overwrite)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var temporary = $"{path}.{Environment.ProcessId}";
        File.Delete(temporary);
        using (var file = new FileStream(temporary, options))
            JsonSerializer.Serialize(file, content, JsonSerializerOptions.Web);
        try
        {
            File.Move(temporary, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            // Another role of this folder was first; its keys hold.
            File.Delete(temporary);
        }
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    private sealed record Content(string Master, string Default);
}
