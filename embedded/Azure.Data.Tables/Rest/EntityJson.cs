using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Trading.Embedded.Tables.Rest;

/// <summary>Entities as JSON with type annotations, in the service's form <c>application/json;odata=minimalmetadata</c>.</summary>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";
    private const string ETagName = "odata.etag";
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>An entity to be sent. What is null isn't sent: an insert and a replace drop it, a merge ignores it.</summary>
    public static void Write(IBufferWriter<byte> output, EntityWrite write)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        if (write.PartitionKey is not null)
            json.WriteString("PartitionKey", write.PartitionKey);
        if (write.RowKey is not null)
            json.WriteString("RowKey", write.RowKey);
        foreach (var (name, value) in write.Properties)
        {
            if (value is null)
                continue;
            if (TypeOf(value) is { } type)
                json.WriteString(name + TypeSuffix, type);
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>An entity as received.</summary>
    /// <exception cref="FormatException">It is none: says which property.</exception>
    public static EntityRecord Read(JsonElement entity)
    {
        var types = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var member in entity.EnumerateObject())
        {
            if (member.Name.EndsWith(TypeSuffix, StringComparison.Ordinal))
                types[member.Name[..^TypeSuffix.Length]] = member.Value.GetString();
        }

        string? partitionKey = null, rowKey = null, etag = null;
        DateTimeOffset? timestamp = null;
        var properties = new List<KeyValuePair<string, object?>>();
        foreach (var member in entity.EnumerateObject())
        {
            switch (member.Name)
            {
                case "PartitionKey":
                    partitionKey = member.Value.GetString();
                    break;
                case "RowKey":
                    rowKey = member.Value.GetString();
                    break;
                case "Timestamp":
                    timestamp = (DateTimeOffset?)ReadValue(member, "Edm.DateTime");
                    break;
                case ETagName:
                    etag = member.Value.GetString();
                    break;
                case var name when !name.EndsWith(TypeSuffix, StringComparison.Ordinal) && !name.StartsWith("odata.", StringComparison.Ordinal):
                    properties.Add(new(name, ReadValue(member, types.GetValueOrDefault(name))));
                    break;
            }
        }

        return new EntityRecord(partitionKey, rowKey, timestamp, etag ?? throw new FormatException($"an entity without {ETagName}"), properties);
    }

    private static string? TypeOf(object value) => value switch
    {
        byte[] => "Edm.Binary",
        DateTimeOffset => "Edm.DateTime",
        double => "Edm.Double",
        Guid => "Edm.Guid",
        long => "Edm.Int64",
        _ => null,
    };

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset instant:
                json.WriteStringValue(instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture));
                break;
            case Guid id:
                json.WriteStringValue(id);
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            default:
                throw new ArgumentException($"{value.GetType().Name} is not a stored type.", nameof(value));
        }
    }

    private static object? ReadValue(JsonProperty member, string? type)
    {
        var (name, value) = (member.Name, member.Value);
        try
        {
            return (value.ValueKind, type) switch
            {
                (JsonValueKind.Null, _) => null,
                (JsonValueKind.True, null or "Edm.Boolean") => true,
                (JsonValueKind.False, null or "Edm.Boolean") => false,
                (JsonValueKind.String, null or "Edm.String") => value.GetString(),
                (JsonValueKind.String, "Edm.Binary") => value.GetBytesFromBase64(),
                (JsonValueKind.String, "Edm.DateTime") => DateTimeOffset.Parse(
                    value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                (JsonValueKind.String, "Edm.Guid") => Guid.Parse(value.GetString()!),
                (JsonValueKind.String, "Edm.Int64") => long.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                (JsonValueKind.String, "Edm.Double") => double.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture),
                (JsonValueKind.Number, "Edm.Double") => value.GetDouble(),
                (JsonValueKind.Number, "Edm.Int32") => value.GetInt32(),
                (JsonValueKind.Number, null) => ReadNumber(value),
                _ => throw new FormatException($"property '{name}' as a {value.ValueKind} of type '{type}'"),
            };
        }
        catch (Exception error) when (error is FormatException or OverflowException && value.ValueKind == JsonValueKind.String)
        {
            throw new FormatException($"property '{name}' with a value that is no {type}", error);
        }
    }

    // Without an annotation the notation tells: the service writes a whole double as 5.0.
    private static object ReadNumber(JsonElement value) =>
        value.TryGetInt32(out var integer) ? (object)integer : value.TryGetInt64(out var wide) ? (object)wide : value.GetDouble();
}
