using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trading.Quant.Backtests.Fast;

/// <summary>Conditions of consecutive bars as bits, 64 bars a word, the first bar the lowest bit: so that bars without a signal are passed over in steps of 64.</summary>
internal static class SignalMask
{
    /// <summary>Words that hold so many bars.</summary>
    public static int Words(int bars) => (bars + 63) / 64;

    /// <summary>Sets the bit of each bar at which a column holds the value that means "holds".</summary>
    /// <param name="column">One value a bar.</param>
    /// <param name="holds">The value looked for.</param>
    /// <param name="mask">Receives the bits; those after the last bar are 0.</param>
    public static void Fill(ReadOnlySpan<double> column, double holds, Span<ulong> mask)
    {
        var wanted = Vector512.Create(holds);
        ref var first = ref MemoryMarshal.GetReference(column);
        for (var word = 0; word < mask.Length; word++)
        {
            var start = word * 64;
            var end = Math.Min(64, column.Length - start);
            ulong bits = 0;
            var i = 0;
            for (; i + Vector512<double>.Count <= end; i += Vector512<double>.Count)
                bits |= Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)(start + i)), wanted).ExtractMostSignificantBits() << i;
            for (; i < end; i++)
                bits |= column[start + i] == holds ? 1UL << i : 0;
            mask[word] = bits;
        }
    }

    /// <summary>The first bar in [<paramref name="from"/>, <paramref name="to"/>) whose bit is set; <paramref name="to"/> when there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> mask, int from, int to)
    {
        if (from >= to)
            return to;
        var word = from >> 6;
        var bits = mask[word] & (ulong.MaxValue << from);
        var last = (to - 1) >> 6;
        while (bits == 0)
        {
            if (++word > last)
                return to;
            bits = mask[word];
        }

        return Math.Min(to, (word << 6) + BitOperations.TrailingZeroCount(bits));
    }

    /// <summary>How many bits are set in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public static int Count(ReadOnlySpan<ulong> mask, int from, int to)
    {
        if (from >= to)
            return 0;
        var (first, last) = (from >> 6, (to - 1) >> 6);
        var count = 0;
        for (var word = first; word <= last; word++)
        {
            var bits = mask[word];
            if (word == first)
                bits &= ulong.MaxValue << from;
            if (word == last)
                bits &= ulong.MaxValue >> -to;
            count += BitOperations.PopCount(bits);
        }

        return count;
    }
}
