using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Functions.Http;

/// <summary>Values of enumerations as camelCase words; another word is refused with those that there are.</summary>
internal sealed class EnumWords : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert))!;

    private sealed class Words<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private readonly Dictionary<T, string> words = Enum.GetValues<T>().Distinct().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
        private readonly Dictionary<string, T> values;

        public Words() => values = words.ToDictionary(word => word.Value, word => word.Key, StringComparer.OrdinalIgnoreCase);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Find(reader.TokenType is JsonTokenType.String ? reader.GetString() : null);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(WordOf(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Find(reader.GetString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(WordOf(value));

        // A value that has no name is written as its number.
        private string WordOf(T value) => words.TryGetValue(value, out var word) ? word : value.ToString();

        private T Find(string? text) => text is not null && values.TryGetValue(text, out var value)
            ? value
            : throw new JsonException($"{(text is null ? "The value is no text" : $"'{Problems.Clip(text)}' is not known")}; expected {string.Join(", ", values.Keys)}.");
    }
}
