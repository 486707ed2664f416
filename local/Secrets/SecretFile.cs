using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Application.Secrets;

namespace Trading.Local.Secrets;

/// <summary>What stands in <c>secrets.json</c>: names in the clear, values sealed, all under one key.</summary>
/// <param name="Format">1.</param>
/// <param name="Key">Id of the key.</param>
/// <param name="Secrets">Each name of a user once.</param>
internal sealed record SecretFile(int Format, string Key, IReadOnlyList<SealedSecret> Secrets)
{
    private const int PresentFormat = 1;

    /// <summary>How secrets and keys are written: every field must be there, and no other.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    // The key's id becomes a file's name, so it is nothing but an id.
    private bool IsWhole => SealingKey.IsId(Key)
        && Secrets.All(secret => secret is not null && SecretName.TryCreate(secret.Name, out var name) && name.Value == secret.Name)
        && Secrets.DistinctBy(secret => (secret.User, secret.Name)).Count() == Secrets.Count;

    /// <summary>A file that holds nothing yet.</summary>
    public static SecretFile Empty(string key) => new(PresentFormat, key, []);

    /// <summary>The content of a file; null when there is none.</summary>
    /// <exception cref="SecretsUnavailableException">It is damaged.</exception>
    public static SecretFile? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var file = ReadJson<SecretFile>(path, "secrets file");
        if (file.Format != PresentFormat)
            throw new SecretsUnavailableException($"The secrets file '{path}' has format {file.Format}; expected {PresentFormat}. It was left as it is.");
        return file.IsWhole
            ? file
            : throw new SecretsUnavailableException($"The secrets file '{path}' is damaged: it names no key, or a secret twice or by no name. Put it back from a back-up; it was left as it is.");
    }

    /// <summary>Puts this content in a file's place.</summary>
    public void Write(string path) => DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, Json));

    /// <exception cref="SecretsUnavailableException">The file is no such content.</exception>
    public static T ReadJson<T>(string path, string kind)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json) ?? throw new JsonException("It holds null.");
        }
        catch (JsonException error)
        {
            // The sentence could show a piece of the content; the place is enough to find it.
            throw new SecretsUnavailableException(
                $"The {kind} '{path}' is damaged at line {error.LineNumber + 1 ?? 1}. Put it back from a back-up; it was left as it is.");
        }
    }
}

/// <summary>A secret as it stands in the file.</summary>
/// <param name="User">Whose.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Version">1 for the first value, one more for each further one.</param>
/// <param name="UpdatedAt">When this value was set, UTC.</param>
/// <param name="Content">The sealed value, in base64.</param>
internal sealed record SealedSecret(string User, string Name, int Version, DateTimeOffset UpdatedAt, byte[] Content)
{
    /// <summary>Binds the sealed value to all that stands beside it, so that none of it can be changed or exchanged unnoticed.</summary>
    [JsonIgnore]
    public string Label => JsonSerializer.Serialize(new { User, Name, Version, UpdatedAt });
}
