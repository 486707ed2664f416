using System.Buffers.Binary;
using System.IO.Compression;

namespace Trading.Domain.MarketData;

/// <summary>
/// Packs columns of numbers into few bytes and gives every one back bit for bit. Decimal prices become whole numbers of their smallest
/// step and then differences, in blocks of as many bits as they need or, where that is much smaller, compressed with Brotli; numbers that
/// have no such step (NaN and the like included) keep their bits, combined with the ones before and compressed.
/// </summary>
/// <remarks>Four bytes come first: the length before compression, or -1, the count and a byte with the decimals where blocks follow.</remarks>
public static class ColumnCodec
{
    private const byte Bits = 255;
    private const int Blocks = -1;
    private const int BlocksAt = 9;
    private const double WorthCompressing = 0.8;   // reading compressed bytes takes ten times as long
    private const int Quality = 5;
    private const int Window = 20;
    private const double LargestExact = 1L << 53;
    private static readonly double[] Scales = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    /// <summary>Packs numbers.</summary>
    public static byte[] Pack(ReadOnlySpan<double> values)
    {
        if (FindDecimals(values) is not { } decimals)
        {
            var bits = new byte[1 + (values.Length * 8)];
            bits[0] = Bits;
            return Compress(bits.AsSpan(0, WriteBits(values, bits)));
        }

        var steps = new long[values.Length];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = (long)Math.Round(values[i] * Scales[decimals]);
        var blocks = new byte[BlocksAt + StepBlocks.MostBytes(steps.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(blocks, Blocks);
        BinaryPrimitives.WriteInt32LittleEndian(blocks.AsSpan(4), steps.Length);
        blocks[BlocksAt - 1] = (byte)decimals;
        var length = BlocksAt + StepBlocks.Write(steps, blocks.AsSpan(BlocksAt));
        var raw = new byte[1 + (values.Length * 10)];
        raw[0] = (byte)decimals;
        var compressed = Compress(raw.AsSpan(0, WriteSteps(steps, raw)));
        return compressed.Length < WorthCompressing * length ? compressed : blocks[..length];
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
        var values = new double[count];
        Unpack(packed, values);
        return values;
    }

    /// <summary>Gives packed numbers back into a column of the caller's.</summary>
    /// <param name="packed">What <see cref="Pack(ReadOnlySpan{double})"/> made.</param>
    /// <param name="values">Receives them; as long as there are numbers.</param>
    /// <exception cref="InvalidDataException">The bytes are no column of so many numbers.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<double> values)
    {
        if (packed.Length >= BlocksAt && BinaryPrimitives.ReadInt32LittleEndian(packed) == Blocks)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(packed[4..]) != values.Length)
                throw new InvalidDataException($"A packed column does not hold the expected {values.Length} numbers.");
            StepBlocks.Read(packed[BlocksAt..], Scale(packed[BlocksAt - 1]), values);
            return;
        }

        var raw = Decompress(packed, 1 + (values.Length * 10L));
        if (raw.Length == 0)
            throw UnknownEncoding();
        var end = raw[0] == Bits ? ReadBits(raw, values) : ReadSteps(raw, Scale(raw[0]), values);
        if (end != raw.Length)
            throw TooLong(values.Length);
    }

    /// <summary>Gives packed whole numbers back.</summary>
    /// <param name="packed">What <see cref="Pack(ReadOnlySpan{long})"/> made.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="InvalidDataException">The bytes are no column of so many numbers.</exception>
    public static long[] UnpackLongs(ReadOnlySpan<byte> packed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var values = new long[count];
        Unpack(packed, values);
        return values;
    }

    /// <summary>Gives packed whole numbers back into a column of the caller's.</summary>
    /// <param name="packed">What <see cref="Pack(ReadOnlySpan{long})"/> made.</param>
    /// <param name="values">Receives them; as long as there are numbers.</param>
    /// <exception cref="InvalidDataException">The bytes are no column of so many numbers.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<long> values)
    {
        var raw = Decompress(packed, values.Length * 10L);
        long previous = 0, step = 0;
        var at = 0;
        unchecked
        {
            for (var i = 0; i < values.Length; i++)
            {
                step += UnZigZag(ReadVarint(raw, ref at));
                values[i] = previous += step;
            }
        }

        if (at != raw.Length)
            throw TooLong(values.Length);
    }

    private static double Scale(byte decimals) => decimals < Scales.Length ? Scales[decimals] : throw UnknownEncoding();

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

    private static int WriteSteps(ReadOnlySpan<long> steps, byte[] raw)
    {
        var at = 1;
        long previous = 0;
        foreach (var value in steps)
        {
            at = WriteVarint(raw, at, ZigZag(value - previous));
            previous = value;
        }

        return at;
    }

    private static int ReadSteps(ReadOnlySpan<byte> raw, double scale, Span<double> values)
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

    private static int ReadBits(ReadOnlySpan<byte> raw, Span<double> values)
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

    private static InvalidDataException UnknownEncoding() => new("A packed column does not say how its numbers are written.");

    private static InvalidDataException TooLong(int count) => new($"A packed column holds more than the expected {count} numbers.");

    private static InvalidDataException TooShort(int count) => new($"A packed column holds fewer than the expected {count} numbers.");
}
