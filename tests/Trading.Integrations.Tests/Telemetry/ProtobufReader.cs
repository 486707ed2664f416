using System.Text;

namespace Trading.Integrations.Tests.Telemetry;

/// <summary>Reads the length-delimited fields of a protobuf message, which is all that the tests look at.</summary>
internal static class ProtobufReader
{
    /// <summary>The values of a field, each a message, text or bytes.</summary>
    public static IEnumerable<byte[]> Fields(this byte[] message, int field)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    if (tag >> 3 == (ulong)field)
                        yield return message[at..(at + length)];
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} at {at}.");
            }
        }
    }

    public static string Text(this byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                return value;
        }
    }
}
