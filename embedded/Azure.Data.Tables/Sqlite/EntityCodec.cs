using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Trading.Embedded.Tables.Sqlite;

/// <summary>
/// The stored form of an entity's properties: for each, name, type and value in a row, so that a reader can step over what it
/// wasn't asked for. Lengths are 7-bit encoded, numbers little-endian, text UTF-8, instants UTC ticks.
/// </summary>
internal static class EntityCodec
{
    private enum Kind : byte
    {
        Text = 1,
        Binary = 2,
        True = 3,
        False = 4,
        Instant = 5,
        Double = 6,
        Guid = 7,
        Int32 = 8,
        Int64 = 9,
    }

    /// <summary>Encodes all properties that aren't null.</summary>
    public static byte[] Encode(IReadOnlyList<KeyValuePair<string, object?>> properties)
    {
        var output = new ArrayBufferWriter<byte>(256);
        foreach (var (name, value) in properties)
        {
            if (value is null)
                continue;
            WriteText(output, name);
            WriteValue(output, value);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Decodes the properties that <paramref name="wanted"/> names, or all when it is null.</summary>
    public static List<KeyValuePair<string, object?>> Decode(ReadOnlySpan<byte> stored, Func<string, bool>? wanted)
    {
        var properties = new List<KeyValuePair<string, object?>>();
        while (!stored.IsEmpty)
        {
            var name = Encoding.UTF8.GetString(Take(ref stored, Length(ref stored)));
            var value = ReadValue(ref stored, wanted?.Invoke(name) != false);
            if (value is not null)
                properties.Add(new(name, value));
        }

        return properties;
    }

    private static void WriteValue(ArrayBufferWriter<byte> output, object value)
    {
        switch (value)
        {
            case string text:
                WriteKind(output, Kind.Text);
                WriteText(output, text);
                break;
            case byte[] bytes:
                WriteKind(output, Kind.Binary);
                WriteLength(output, bytes.Length);
                output.Write(bytes);
                break;
            case bool truth:
                WriteKind(output, truth ? Kind.True : Kind.False);
                break;
            case DateTimeOffset instant:
                WriteKind(output, Kind.Instant);
                BinaryPrimitives.WriteInt64LittleEndian(Room(output, 8), instant.UtcTicks);
                break;
            case double number:
                WriteKind(output, Kind.Double);
                BinaryPrimitives.WriteDoubleLittleEndian(Room(output, 8), number);
                break;
            case Guid id:
                WriteKind(output, Kind.Guid);
                id.TryWriteBytes(Room(output, 16));
                break;
            case int number:
                WriteKind(output, Kind.Int32);
                BinaryPrimitives.WriteInt32LittleEndian(Room(output, 4), number);
                break;
            case long number:
                WriteKind(output, Kind.Int64);
                BinaryPrimitives.WriteInt64LittleEndian(Room(output, 8), number);
                break;
            default:
                throw new ArgumentException($"{value.GetType().Name} is not a stored type.", nameof(value));
        }
    }

    private static object? ReadValue(ref ReadOnlySpan<byte> stored, bool wanted)
    {
        var kind = (Kind)Take(ref stored, 1)[0];
        var content = kind switch
        {
            Kind.Text or Kind.Binary => Take(ref stored, Length(ref stored)),
            Kind.True or Kind.False => default,
            Kind.Int32 => Take(ref stored, 4),
            Kind.Guid => Take(ref stored, 16),
            Kind.Instant or Kind.Double or Kind.Int64 => Take(ref stored, 8),
            _ => throw new InvalidDataException($"The stored entity holds a value of unknown kind {(byte)kind}."),
        };
        if (!wanted)
            return null;
        return kind switch
        {
            Kind.Text => Encoding.UTF8.GetString(content),
            Kind.Binary => content.ToArray(),
            Kind.True => true,
            Kind.False => false,
            Kind.Instant => new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(content), TimeSpan.Zero),
            Kind.Double => BinaryPrimitives.ReadDoubleLittleEndian(content),
            Kind.Guid => new Guid(content),
            Kind.Int32 => BinaryPrimitives.ReadInt32LittleEndian(content),
            _ => BinaryPrimitives.ReadInt64LittleEndian(content),
        };
    }

    private static void WriteKind(ArrayBufferWriter<byte> output, Kind kind) => Room(output, 1)[0] = (byte)kind;

    private static void WriteText(ArrayBufferWriter<byte> output, string text)
    {
        WriteLength(output, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, output);
    }

    private static void WriteLength(ArrayBufferWriter<byte> output, int length)
    {
        var rest = (uint)length;
        for (; rest >= 0x80; rest >>= 7)
            Room(output, 1)[0] = (byte)((rest & 0x7F) | 0x80);
        Room(output, 1)[0] = (byte)rest;
    }

    private static Span<byte> Room(ArrayBufferWriter<byte> output, int count)
    {
        var span = output.GetSpan(count)[..count];
        output.Advance(count);
        return span;
    }

    private static int Length(ref ReadOnlySpan<byte> stored)
    {
        var length = 0;
        for (var shift = 0; shift <= 28; shift += 7)
        {
            var part = Take(ref stored, 1)[0];
            length |= (part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                return length;
        }

        throw new InvalidDataException("The stored entity holds a length that never ends.");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> stored, int count)
    {
        if (count > stored.Length)
            throw new InvalidDataException("The stored entity ends in the middle of a value.");
        var taken = stored[..count];
        stored = stored[count..];
        return taken;
    }
}
