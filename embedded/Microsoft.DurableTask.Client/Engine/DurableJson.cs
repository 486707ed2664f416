using System.Text.Json;

namespace Trading.Embedded.Durable;

/// <summary>Payloads as JSON text; null stays null.</summary>
internal sealed class DurableJson(JsonSerializerOptions options)
{
    public string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options);

    public T? Read<T>(string? payload) => Read(payload, typeof(T)) is { } value ? (T)value : default;

    public object? Read(string? payload, Type type) => string.IsNullOrEmpty(payload) ? null : JsonSerializer.Deserialize(payload, type, options);
}
