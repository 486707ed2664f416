using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Embedded.SignalR;

/// <summary>
/// Access tokens of clients: JWT, HS256, signed by a key that is drawn once and kept in the data folder, readable by its owner
/// alone, so that a token outlives a restart.
/// </summary>
internal sealed class AccessTokens(string keyFile, TimeProvider clock)
{
    /// <summary>Longest token that the service takes in a query string.</summary>
    public const int MaxLength = 4096;

    private const int KeyBytes = 32;
    private const string UserClaim = "asrs.s.uid";
    private const string CustomPrefix = "asrs.u.";
    private static readonly string[] OwnClaims = ["aud", "iat", "nbf", "exp"];
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);
    private readonly Lazy<byte[]> key = new(() => ReadOrDraw(keyFile));

    /// <summary>A token for one hub.</summary>
    /// <param name="url">Where the client connects; the token's audience.</param>
    /// <param name="user">The user; null for an anonymous client.</param>
    /// <param name="claims">Further claims; a repeated type becomes a list.</param>
    /// <param name="lifetime">How long it opens connections.</param>
    public string Issue(string url, string? user, IEnumerable<Claim> claims, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        var payload = new JsonObject
        {
            ["aud"] = url,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
        };
        if (user is not null)
            payload[UserClaim] = user;
        foreach (var sameType in claims.GroupBy(claim => claim.Type, StringComparer.Ordinal))
        {
            var values = sameType.Select(claim => (JsonNode)claim.Value).ToArray();
            payload[IsOwn(sameType.Key) ? CustomPrefix + sameType.Key : sameType.Key] = values.Length == 1 ? values[0] : new JsonArray(values);
        }

        var signed = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload))}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(signed))}";
    }

    /// <summary>The claims of a token that this service issued for the hub and that has not expired; null otherwise.</summary>
    public IReadOnlyList<Claim>? Verify(string token, string hub)
    {
        var parts = token.Split('.');
        if (token.Length > MaxLength || parts.Length != 3 || parts[0] != Header || !Base64Url.IsValid(parts[1]) || !Base64Url.IsValid(parts[2]) ||
            !CryptographicOperations.FixedTimeEquals(Sign($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])))
        {
            return null;
        }

        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        var root = payload.RootElement;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (root.GetProperty("exp").GetInt64() <= now || root.GetProperty("nbf").GetInt64() > now ||
            !IsForHub(root.GetProperty("aud").GetString()!, hub))
        {
            return null;
        }

        var claims = new List<Claim>();
        foreach (var property in root.EnumerateObject())
        {
            var type = property.Name == UserClaim ? ClaimTypes.NameIdentifier
                : property.Name.StartsWith(CustomPrefix, StringComparison.Ordinal) ? property.Name[CustomPrefix.Length..] : property.Name;
            if (property.Value.ValueKind == JsonValueKind.Array)
                claims.AddRange(property.Value.EnumerateArray().Select(value => new Claim(type, value.ToString())));
            else
                claims.Add(new Claim(type, property.Value.ToString()));
        }

        return claims;
    }

    // A claim that the app adds must not pass for the token's own: neither its end nor its user.
    private static bool IsOwn(string type) => OwnClaims.Contains(type, StringComparer.Ordinal) || type.StartsWith("asrs.", StringComparison.Ordinal);

    private static bool IsForHub(string audience, string hub) =>
        audience.EndsWith($"/?hub={Uri.EscapeDataString(hub)}", StringComparison.OrdinalIgnoreCase);

    private byte[] Sign(string text) => HMACSHA256.HashData(key.Value, Encoding.ASCII.GetBytes(text));

    private static byte[] ReadOrDraw(string file)
    {
        if (!File.Exists(file))
        {
            // Written whole beside its place and then moved there, so that no other process reads half a key.
            var draft = $"{file}.{Environment.ProcessId}";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(draft, options))
                stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            try
            {
                File.Move(draft, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another process drew the key first; its key counts.
                File.Delete(draft);
            }
        }

        var key = File.ReadAllBytes(file);
        return key.Length == KeyBytes
            ? key
            : throw new EmbeddedStoreException($"The key file '{file}' has {key.Length} bytes, expected {KeyBytes}. Delete it to have a new one drawn; open pages then reconnect.");
    }
}
