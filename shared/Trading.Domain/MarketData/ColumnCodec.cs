using System.Buffers.Binary;
using System.IO.Compression;

namespace Trading.Domain.MarketData;

/// <summary>
/// Packs columns of numbers into few bytes and gives every one back bit for bit. Decimal prices become whole numbers of their smallest
/// step and then differences; numbers that have no such step (NaN and the like included) keep their bits, combined with the ones before.
/// What is left is compressed with Brotli.
/// </summary>
public static class ColumnCodec
{
    private const byte Bits = 255;
    private const int Quality = 5;
    private const int Window = 20;
    private const double LargestExact = 1L << 53;
    private static readonly double[] Scales = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    /// <summary>Packs numbers.</summary>
    public static byte[] Pack(ReadOnlySpan<double> values)
    {
        var decimals = FindDecimals(values);
        var raw = new byte[1 + (values.Length * (decimals is null ? 8 : 10))];
        raw[0] = decimals is { } digits ? (byte)digits : Bits;
        return Compress(raw.AsSpan(0, decimals is { } found
            ? WriteSteps(values, Scales[found], raw)
            : WriteBits(values, raw)));
    }

    /// <summary>Packs whole numbers that mostly grow by the same amount, such as times.</summary>
    public static byte[] Pack(ReadOnlySpan<long> values)
    {
        var raw = new byte[values.Length * 10];
        long previous = 0, step = 0;
        var at = 0;
        unchecked
        {
            foreach (var value in values)
            {
                at = WriteVarint(raw, at, ZigZag(value - previous - step));
                step = value - previous;
                previous = value;
            }
        }

        return Compress(raw.AsSpan(0, at));
    }

    /// <summary>Gives packed numbers back.</summary>
    /// <param name="packed">What <see cref="Pack(ReadOnlySpan{double})"/> made.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="InvalidDataException">The bytes are no column of so many numbers.</exception>
    public static double[] UnpackDoubles(ReadOnlySpan<byte> packed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var raw = Decompress(packed, 1 + (count * 10L));
        if (raw.Length == 0 || (raw[0] != Bits && raw[0] >= Scales.Length))
            throw new InvalidDataException("A packed column does not say how its numbers are written.");
        var values = new double[count];
        var end = raw[0] == Bits ? ReadBits(raw, values) : ReadSteps(raw, Scales[raw[0]], values);
        return end == raw.Length ? values : throw TooLong(count);
    }

    /// <summary>Gives packed whole numbers back.</summary>
    /// <param name="packed">What <see cref="Pack(ReadOnlySpan{long})"/> made.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="InvalidDataException">The bytes are no column of so many numbers.</exception>
    public static long[] UnpackLongs(ReadOnlySpan<byte> packed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var raw = Decompress(packed, count * 10L);
        var values = new long[count];
        long previous = 0, step = 0;
        var at = 0;
        unchecked
        {
            for (var i = 0; i < count; i++)
            {
                step += UnZigZag(ReadVarint(raw, ref at));
                values[i] = previous += step;
            }
        }

        return at == raw.Length ? values : throw TooLong(count);
    }

    /// <summary>The fewest decimals with which every number is a whole number of steps, read back to the same bits; null when there are none.</summary>
    private static int? FindDecimals(ReadOnlySpan<double> values)
    {
        var decimals = 0;
        foreach (var value in values)
        {
            while (!IsWholeSteps(value, Scales[decimals]))
            {
                if (++decimals == Scales.Length)
                    return null;
            }
        }

        // More decimals than a number needs can push it out of the exact range, so all are looked at once more.
        foreach (var value in values)
        {
            if (!IsWholeSteps(value, Scales[decimals]))
                return null;
        }

        return decimals;
    }

    private static bool IsWholeSteps(double value, double scale)
    {
        var steps = Math.Round(value * scale);
        return Math.Abs(steps) <= LargestExact && BitConverter.DoubleToInt64Bits((long)steps / scale) == BitConverter.DoubleToInt64Bits(value);
    }

    private static int WriteSteps(ReadOnlySpan<double> values, double scale, byte[] raw)
    {
        var at = 1;
        long previous = 0;
        foreach (var value in values)
        {
            var steps = (long)Math.Round(value * scale);
            at = WriteVarint(raw, at, ZigZag(steps - previous));
            previous = steps;
        }

        return at;
    }

    private static int ReadSteps(ReadOnlySpan<byte> raw, double scale, double[] values)
    {
        var at = 1;
        long steps = 0;
        for (var i = 0; i < values.Length; i++)
        {
            steps = unchecked(steps + UnZigZag(ReadVarint(raw, ref at)));
            values[i] = steps / scale;
        }

        return at;
    }

    private static int WriteBits(ReadOnlySpan<double> values, byte[] raw)
    {
        ulong previous = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.DoubleToUInt64Bits(values[i]);
            BinaryPrimitives.WriteUInt64LittleEndian(raw.AsSpan(1 + (i * 8)), bits ^ previous);
            previous = bits;
        }

        return 1 + (values.Length * 8);
    }

    private static int ReadBits(ReadOnlySpan<byte> raw, double[] values)
    {
        if (raw.Length < 1 + (values.Length * 8))
            throw TooShort(values.Length);
        ulong bits = 0;
        for (var i = 0; i < values.Length; i++)
        {
            bits ^= BinaryPrimitives.ReadUInt64LittleEndian(raw[(1 + (i * 8))..]);
            values[i] = BitConverter.UInt64BitsToDouble(bits);
        }

        return 1 + (values.Length * 8);
    }

    private static ulong ZigZag(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));

    private static long UnZigZag(ulong value) => unchecked((long)(value >> 1) ^ -(long)(value & 1));

    private static int WriteVarint(byte[] raw, int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            raw[at++] = unchecked((byte)(value | 0x80));
        raw[at++] = (byte)value;
        return at;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> raw, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at >= raw.Length)
                throw new InvalidDataException("A packed column ends in the middle of a number.");
            var part = raw[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new InvalidDataException("A packed column holds a number of more than ten bytes.");
    }

    private static byte[] Compress(ReadOnlySpan<byte> raw)
    {
        var packed = new byte[4 + BrotliEncoder.GetMaxCompressedLength(raw.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, raw.Length);
        if (!BrotliEncoder.TryCompress(raw, packed.AsSpan(4), out var written, Quality, Window))
            throw new InvalidOperationException($"Brotli did not compress {raw.Length} bytes into its own maximum.");
        return packed[..(4 + written)];
    }

    private static byte[] Decompress(ReadOnlySpan<byte> packed, long mostRaw)
    {
        if (packed.Length < 4)
            throw new InvalidDataException($"A packed column has {packed.Length} bytes; expected at least 4.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (length < 0 || length > mostRaw)
            throw new InvalidDataException($"A packed column claims {length} bytes; expected at most {mostRaw}.");
        var raw = new byte[length];
        if (!BrotliDecoder.TryDecompress(packed[4..], raw, out var written) || written != length)
            throw new InvalidDataException("A packed column does not decompress to the length it claims.");
        return raw;
    }

    private static InvalidDataException TooLong(int count) => new($"A packed column holds more than the expected {count} numbers.");

    private static InvalidDataException TooShort(int count) => new($"A packed column holds fewer than the expected {count} numbers.");
}
