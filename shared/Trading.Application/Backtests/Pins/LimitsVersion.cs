using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trading.Application.Risk;
using Trading.Domain.Risk;

namespace Trading.Application.Backtests.Pins;

/// <summary>Identifies the limits that a run kept: SHA-256 over their document as JSON, every number without zeros at its end.</summary>
internal static class LimitsVersion
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new PlainDecimal() } };

    /// <summary>The version of limits in lower-case hexadecimal digits.</summary>
    public static string Of(RiskLimits limits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(RiskLimitsDocument.Of(limits), Options))));

    private sealed class PlainDecimal : System.Text.Json.Serialization.JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture));
    }
}
