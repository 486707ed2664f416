using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Hosting;

/// <summary>The host's keys, made once a data folder and readable by its owner only: <c>master</c> for <c>/admin</c>, <c>default</c> for functions that ask for a key.</summary>
internal sealed class HostKeys
{
    private const string FileName = "host-keys.json";
    private const int KeyBytes = 32;

    private readonly byte[] master;
    private readonly byte[] standard;

    private HostKeys(Content content)
    {
        master = Encoding.UTF8.GetBytes(content.Master);
        standard = Encoding.UTF8.GetBytes(content.Default);
    }

    /// <exception cref="EmbeddedStoreException">The file is there but can't be read.</exception>
    public static HostKeys Open(EmbeddedPlatform platform)
    {
        // An imagined process has no folder.
        if (platform.IsSimulated)
            return new HostKeys(new Content(platform.NewId().ToString("N"), platform.NewId().ToString("N")));
        var path = Path.Combine(platform.DataFolder, FileName);
        if (!File.Exists(path))
            Create(path);
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), JsonSerializerOptions.Web);
            if (content is { Master.Length: >= KeyBytes, Default.Length: >= KeyBytes })
                return new HostKeys(content);
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
        var bytes = Encoding.UTF8.GetBytes(shown);
        var isMaster = CryptographicOperations.FixedTimeEquals(bytes, master);
        return isMaster || (level == AuthorizationLevel.Function && CryptographicOperations.FixedTimeEquals(bytes, standard));
    }

    // Written beside and moved into place, so that nobody ever reads half a file.
    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var temporary = $"{path}.{Environment.ProcessId}";
        File.Delete(temporary);
        using (var file = new FileStream(temporary, options))
            JsonSerializer.Serialize(file, new Content(NewKey(), NewKey()), JsonSerializerOptions.Web);
        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another role of this folder was first; its keys hold.
            File.Delete(temporary);
        }
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    private sealed record Content(string Master, string Default);
}
