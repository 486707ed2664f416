using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Hosting;

/// <summary>The host's keys, made once a data folder and readable by its owner only: <c>master</c> for <c>/admin</c>, <c>default</c> for functions that ask for a key.</summary>
internal sealed class HostKeys
{
    public const string DefaultName = "default";
    public const string MasterName = "_master";

    private const string FileName = "host-keys.json";
    private const int KeyBytes = 32;

    private readonly Lock gate = new();
    private readonly string? path;
    private volatile Content content;

    /// <param name="path">The keys' file; null when they are not kept.</param>
    /// <param name="content">The keys.</param>
    private HostKeys(string? path, Content content)
    {
        this.path = path;
        this.content = content;
    }

    /// <exception cref="EmbeddedStoreException">The file is there but can't be read.</exception>
    public static HostKeys Open(EmbeddedPlatform platform)
    {
        // An imagined process has no folder.
        if (platform.IsSimulated)
            return new HostKeys(path: null, new Content(platform.NewId().ToString("N"), platform.NewId().ToString("N")));
        var path = Path.Combine(platform.DataFolder, FileName);
        if (!File.Exists(path))
            Write(path, new Content(NewKey(), NewKey()), overwrite: false);
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), JsonSerializerOptions.Web);
            if (content is { Master.Length: >= KeyBytes, Default.Length: >= KeyBytes })
                return new HostKeys(path, content);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedStoreException($"The host keys '{path}' can't be read: {error.Message}", error);
        }

        throw new EmbeddedStoreException($"The host keys '{path}' are incomplete; expected 'master' and 'default' of {KeyBytes} characters or more. Remove the file to have new ones made.");
    }

    /// <summary>Whether a request shows the key that a level asks for, in the header <c>x-functions-key</c> or the query's <c>code</c>.</summary>
    public bool Allows(HttpRequest request, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
            return true;
        var shown = request.Headers["x-functions-key"].ToString() is { Length: > 0 } header ? header : request.Query["code"].ToString();
        var known = content;
        return IsKey(shown, known.Master) || (level == AuthorizationLevel.Function && IsKey(shown, known.Default));
    }

    /// <summary>Replaces a key by a new one; the old is refused from now on.</summary>
    /// <param name="name"><see cref="DefaultName"/> or <see cref="MasterName"/>.</param>
    /// <returns>The new key; null when there is none of that name.</returns>
    /// <exception cref="IOException">It can't be stored; the old one holds.</exception>
    public string? Renew(string name)
    {
        var key = NewKey();
        lock (gate)
        {
            var renewed = name switch
            {
                DefaultName => content with { Default = key },
                MasterName => content with { Master = key },
                _ => null,
            };
            if (renewed is null)
                return null;
            if (path is not null)
                Write(path, renewed, overwrite: true);
            content = renewed;
            return key;
        }
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
