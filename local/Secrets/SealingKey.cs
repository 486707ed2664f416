using System.Security.Cryptography;
using System.Text;

namespace Trading.Local.Secrets;

/// <summary>A key that seals secrets: AES-256-GCM, a new random nonce for each.</summary>
/// <remarks>Its bytes and the nonces come from the system's generator, never from a seed: a run that can be repeated must not repeat these.</remarks>
internal sealed class SealingKey(string id, byte[] bytes)
{
    /// <summary>Length of a key, in bytes.</summary>
    public const int Bytes = 32;

    private const int IdBytes = 8;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Name of its file, and of the key in what it sealed.</summary>
    public string Id => id;

    /// <summary>A key that nobody had before.</summary>
    public static SealingKey New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text can be a key's id: 16 hexadecimal digits.</summary>
    public static bool IsId(string text) => text.Length == 2 * IdBytes && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The key, for its file.</summary>
    public byte[] Export() => bytes;

    /// <summary>Seals a text so that it opens only with the same label.</summary>
    /// <returns>Nonce, sealed text and tag, one after another.</returns>
    public byte[] Seal(string text, string label)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var content = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = content.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(bytes, TagBytes);
        aes.Encrypt(nonce, plain, content.AsSpan(NonceBytes, plain.Length), content.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(label));
        CryptographicOperations.ZeroMemory(plain);
        return content;
    }

    /// <summary>Opens what was sealed; null when it was changed, or sealed under another key or label.</summary>
    public string? Open(byte[] content, string label)
    {
        if (content.Length < NonceBytes + TagBytes)
            return null;
        var plain = new byte[content.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(bytes, TagBytes);
            aes.Decrypt(
                content.AsSpan(0, NonceBytes), content.AsSpan(NonceBytes, plain.Length), content.AsSpan(NonceBytes + plain.Length), plain, Encoding.UTF8.GetBytes(label));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
