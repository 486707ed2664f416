using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Trading.Domain.Signals;

/// <summary>
/// Ids made from names, so that whoever repeats a step makes the same id and the store can tell that the step was done.
/// A version 8 GUID (RFC 9562, section 5.8) of the first 128 bits of the SHA-256 of the length-prefixed UTF-8 parts.
/// </summary>
public static class DeterministicId
{
    /// <summary>The id of these parts; 32 lower-case hexadecimal digits.</summary>
    /// <param name="kind">What is identified, so that two kinds never share an id.</param>
    /// <param name="parts">What identifies it. <c>("a", "bc")</c> and <c>("ab", "c")</c> differ.</param>
    public static string Of(string kind, params ReadOnlySpan<string> parts)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, kind);
        foreach (var part in parts)
            Append(hash, part);

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(digest[..16]);
    }

    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
