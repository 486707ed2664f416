using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trading.Domain.Orders;

/// <summary>
/// Seals what is stored of an order: each event's seal is made of its text and of the seal before, so that no event can be changed, left out
/// or put in between without breaking every seal after it.
/// </summary>
/// <remarks>Haber and Stornetta (1991), How to time-stamp a digital document, Journal of Cryptology 3(2): linked hashes. SHA-256.</remarks>
public static class EventChain
{
    /// <summary>What stands before the first event's seal.</summary>
    public const string Start = "";

    /// <summary>The seal of a text.</summary>
    /// <param name="before">The seal before it; <see cref="Start"/> for the first.</param>
    /// <param name="version">Place of the event, 1 the first.</param>
    /// <param name="text">The event as it is stored.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Next(string before, int version, string text) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{before}\n{version}\n{text}"))));
}
