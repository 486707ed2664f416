using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Trading.Domain.MarketData;

/// <summary>
/// Whole numbers as differences in blocks of 128, each block with as many bits a number as its largest difference needs: about as small as
/// prices get, and read at the speed of memory.
/// </summary>
/// <remarks>
/// A block is a byte, the number of bits, and the differences, each folded so that small ones of either sign need few bits, one after the
/// other from the lowest bit on. Eight bytes of zero follow the last block, so that a reader may always take eight at once. Frame of reference as
/// in Lemire and Boytsov (2015), Decoding billions of integers per second through vectorization.
/// </remarks>
internal static class StepBlocks
{
    private const int Length = 128;
    private const int MostBits = 56;   // with a shift of up to 7 within eight bytes
    private const int Padding = 8;

    /// <summary>Most bytes that so many numbers take.</summary>
    public static int MostBytes(int count) => (((count + Length - 1) / Length) * (1 + (Length * MostBits / 8))) + Padding;

    /// <summary>Writes numbers.</summary>
    /// <param name="values">Not larger than 2^53 in amount.</param>
    /// <param name="packed">Room for them, all zero.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(ReadOnlySpan<long> values, Span<byte> packed)
    {
        Span<ulong> folded = stackalloc ulong[Length];
        long previous = 0;
        var at = 0;
        for (var start = 0; start < values.Length; start += Length)
        {
            var count = Math.Min(Length, values.Length - start);
            ulong all = 0;
            for (var i = 0; i < count; i++)
            {
                var value = values[start + i];
                folded[i] = unchecked((ulong)(((value - previous) << 1) ^ ((value - previous) >> 63)));
                all |= folded[i];
                previous = value;
            }

            var bits = 64 - BitOperations.LeadingZeroCount(all);
            packed[at++] = (byte)bits;
            for (var (i, bit) = (0, 0); i < count; i++, bit += bits)
            {
                var place = packed[(at + (bit >> 3))..];
                BinaryPrimitives.WriteUInt64LittleEndian(place, BinaryPrimitives.ReadUInt64LittleEndian(place) | (folded[i] << (bit & 7)));
            }

            at += ((count * bits) + 7) / 8;
        }

        return at + Padding;
    }

    /// <summary>Reads numbers, each divided by a scale.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those of so many numbers.</exception>
    public static void Read(ReadOnlySpan<byte> packed, double scale, Span<double> values)
    {
        long value = 0;
        var at = 0;
        for (var start = 0; start < values.Length; start += Length)
        {
            var block = values.Slice(start, Math.Min(Length, values.Length - start));
            int bits = at < packed.Length ? packed[at++] : throw Damaged(values.Length);
            var bytes = ((block.Length * bits) + 7) / 8;
            if (bits > MostBits || packed.Length - at < bytes + Padding)
                throw Damaged(values.Length);
            value = Read(packed.Slice(at, bytes + Padding), bits, value, block);
            at += bytes;
        }

        if (at + Padding != packed.Length)
            throw Damaged(values.Length);
        Divide(values, scale);
    }

    private static long Read(ReadOnlySpan<byte> packed, int bits, long value, Span<double> block)
    {
        unchecked
        {
            var mask = (1UL << bits) - 1;
            for (int i = 0, bit = 0; i < block.Length; i++, bit += bits)
            {
                var folded = (BinaryPrimitives.ReadUInt64LittleEndian(packed[(bit >> 3)..]) >> (bit & 7)) & mask;
                value += (long)(folded >> 1) ^ -(long)(folded & 1);
                block[i] = value;
            }

            return value;
        }
    }

    private static void Divide(Span<double> values, double scale)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] /= new Vector<double>(scale);
        foreach (ref var value in values[(vectors.Length * Vector<double>.Count)..])
            value /= scale;
    }

    private static InvalidDataException Damaged(int count) => new($"A packed column does not hold the expected {count} numbers.");
}
