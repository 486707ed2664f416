using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Functions.Http;

/// <summary>
/// JSON of the API: camelCase, enums as camelCase words, ISO 8601 UTC. A decimal is money of the books and travels as a string;
/// a double is market data or a computed figure and travels as a number, null where there is none (NaN, infinity).
/// </summary>
public static class ApiJson
{
    private const int DeepestRequest = 32;

    // The explanation of a rule: an object and a list for each level of nesting, of which a rule has at most 50.
    private const int DeepestResponse = 128;

    /// <summary>For what the API answers.</summary>
    public static JsonSerializerOptions Responses { get; } = Create(JsonUnmappedMemberHandling.Skip, DeepestResponse);

    /// <summary>For what it is sent: a member that the request doesn't have is a typing error, and refused.</summary>
    public static JsonSerializerOptions Requests { get; } = Create(JsonUnmappedMemberHandling.Disallow, DeepestRequest);

    /// <summary>Makes any options speak the API's JSON.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new EnumWords());
        options.Converters.Add(new DecimalAsString());
        options.Converters.Add(new DoubleOrNull());
        options.Converters.Add(new UtcInstant());
    }

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unknownMembers, int deepest)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = unknownMembers,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            MaxDepth = deepest,
        };
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class DecimalAsString : JsonConverter<decimal>
    {
        private const int MaxDigits = 28;

        // Dividing by a one of many decimals takes the zeros off the end that calculations leave there.
        private const decimal One = 1.0000000000000000000000000000m;

        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
                _ => throw new JsonException("Expected a decimal number, as a string or a number."),
            };
            if (text.Count(char.IsAsciiDigit) > MaxDigits ||
                !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                throw new JsonException($"'{Problems.Clip(text)}' is no decimal number of at most {MaxDigits} digits without an exponent.");
            return value;
        }

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue((value / One).ToString(CultureInfo.InvariantCulture));
    }

    private sealed class UtcInstant : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)
                ? time
                : throw new JsonException($"{(reader.TokenType is JsonTokenType.String ? $"'{Problems.Clip(reader.GetString())}' is no time" : "The value is no text")}; expected one such as 2024-06-28T14:30:00Z.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }

    private sealed class DoubleOrNull : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : throw new JsonException("Expected a number.");

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
