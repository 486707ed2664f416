using System.Runtime.Serialization;
using System.Text;

namespace Trading.Embedded.ServiceBus;

/// <summary>The stored form of a message's properties: the seven fixed ones, then the application's with their types.</summary>
internal static class MessageCodec
{
    private const byte Version = 1;
    private const int MostPropertyBytes = 32 * 1024;

    public static byte[] Encode(SentContent content)
    {
        using var output = new MemoryStream();
        using var writer = new BinaryWriter(output, Encoding.UTF8);
        writer.Write(Version);
        foreach (var text in (ReadOnlySpan<string?>)[content.MessageId, content.PartitionKey, content.CorrelationId, content.Subject, content.To, content.ReplyTo, content.ContentType])
            WriteText(writer, text);
        writer.Write7BitEncodedInt(content.Properties.Count);
        foreach (var (name, value) in content.Properties)
        {
            writer.Write(name);
            var start = output.Position;
            WriteValue(writer, name, value);
            if (output.Position - start is var size && size > MostPropertyBytes)
                throw new SerializationException($"Application property '{name}' has {size} bytes; a property has at most {MostPropertyBytes}.");
        }

        writer.Flush();
        return output.ToArray();
    }

    public static SentContent Decode(byte[] head, byte[] body, TimeSpan timeToLive, DateTimeOffset scheduled)
    {
        using var reader = new BinaryReader(new MemoryStream(head, writable: false), Encoding.UTF8);
        if (reader.ReadByte() is var version && version != Version)
            throw new InvalidDataException($"The stored message is of version {version}; expected {Version}.");
        return new SentContent(BinaryData.FromBytes(body))
        {
            MessageId = ReadText(reader),
            PartitionKey = ReadText(reader),
            CorrelationId = ReadText(reader),
            Subject = ReadText(reader),
            To = ReadText(reader),
            ReplyTo = ReadText(reader),
            ContentType = ReadText(reader),
            TimeToLive = timeToLive,
            ScheduledEnqueueTime = scheduled,
            Properties = ReadProperties(reader),
        };
    }

    private static Dictionary<string, object?> ReadProperties(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var properties = new Dictionary<string, object?>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
            properties[reader.ReadString()] = ReadValue(reader);
        return properties;
    }

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void WriteValue(BinaryWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null: writer.Write('0'); break;
            case string text: writer.Write('s'); writer.Write(text); break;
            case bool truth: writer.Write('b'); writer.Write(truth); break;
            case byte number: writer.Write('y'); writer.Write(number); break;
            case sbyte number: writer.Write('Y'); writer.Write(number); break;
            case short number: writer.Write('h'); writer.Write(number); break;
            case ushort number: writer.Write('H'); writer.Write(number); break;
            case int number: writer.Write('i'); writer.Write(number); break;
            case uint number: writer.Write('I'); writer.Write(number); break;
            case long number: writer.Write('l'); writer.Write(number); break;
            case ulong number: writer.Write('L'); writer.Write(number); break;
            case float number: writer.Write('f'); writer.Write(number); break;
            case double number: writer.Write('d'); writer.Write(number); break;
            case decimal number: writer.Write('m'); writer.Write(number); break;
            case char letter: writer.Write('c'); writer.Write((ushort)letter); break;
            case Guid id: writer.Write('g'); writer.Write(id.ToByteArray()); break;
            case DateTime instant: writer.Write('t'); writer.Write(instant.ToUniversalTime().Ticks); break;
            case DateTimeOffset instant: writer.Write('o'); writer.Write(instant.UtcTicks); break;
            case TimeSpan span: writer.Write('p'); writer.Write(span.Ticks); break;
            case Uri uri: writer.Write('u'); writer.Write(uri.OriginalString); break;
            default:
                throw new SerializationException(
                    $"Application property '{name}' is a {value.GetType().Name}; expected null, string, bool, char, Guid, Uri, DateTime, DateTimeOffset, TimeSpan or a number.");
        }
    }

    private static object? ReadValue(BinaryReader reader) => reader.ReadChar() switch
    {
        '0' => null,
        's' => reader.ReadString(),
        'b' => reader.ReadBoolean(),
        'y' => reader.ReadByte(),
        'Y' => reader.ReadSByte(),
        'h' => reader.ReadInt16(),
        'H' => reader.ReadUInt16(),
        'i' => reader.ReadInt32(),
        'I' => reader.ReadUInt32(),
        'l' => reader.ReadInt64(),
        'L' => reader.ReadUInt64(),
        'f' => reader.ReadSingle(),
        'd' => reader.ReadDouble(),
        'm' => reader.ReadDecimal(),
        'c' => (char)reader.ReadUInt16(),
        'g' => new Guid(reader.ReadBytes(16)),
        't' => new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
        'o' => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        'p' => new TimeSpan(reader.ReadInt64()),
        'u' => new Uri(reader.ReadString(), UriKind.RelativeOrAbsolute),
        var other => throw new InvalidDataException($"The stored message holds a property of unknown type '{other}'."),
    };
}
