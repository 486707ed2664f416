using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Domain;

namespace Trading.Application.Secrets;

/// <summary>
/// A text that nobody else may see. It shows itself to no log, debugger or JSON: only <see cref="Reveal"/> gives it, to whoever hands it on to
/// its destination.
/// </summary>
[DebuggerDisplay(Hidden)]
[JsonConverter(typeof(Unwritten))]
public sealed class SecretValue
{
    /// <summary>Longest value accepted, in bytes of UTF-8: what Key Vault takes.</summary>
    public const int MaxBytes = 25_600;

    private const string Hidden = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string text;

    private SecretValue(string text) => this.text = text;

    /// <summary>A value of 1 to <see cref="MaxBytes"/> bytes, or what is wrong with the text, without a part of it.</summary>
    public static Result<SecretValue, string> Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return $"The value is empty; expected 1 to {MaxBytes} bytes of text.";
        try
        {
            var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetByteCount(text);
            return bytes <= MaxBytes ? new SecretValue(text) : $"The value is longer than {MaxBytes} bytes.";
        }
        catch (EncoderFallbackException)
        {
            return "The value holds half of a character (a surrogate without its other one); expected text.";
        }
    }

    /// <summary>The text itself. It goes to where it is needed and nowhere else.</summary>
    public string Reveal() => text;

    /// <summary>Three stars, whatever the text.</summary>
    public override string ToString() => Hidden;

    private sealed class Unwritten : JsonConverter<SecretValue>
    {
        public override SecretValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A secret is not read from JSON: what was written there was not the secret.");

        public override void Write(Utf8JsonWriter writer, SecretValue value, JsonSerializerOptions options) => writer.WriteStringValue(Hidden);
    }
}
