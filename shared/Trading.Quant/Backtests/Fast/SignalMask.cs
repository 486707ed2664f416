using System.Numerics;

namespace Trading.Quant.Backtests.Fast;

/// <summary>Conditions of consecutive bars as bits, 64 bars a word, the first bar the lowest bit: so that bars without a signal are passed over in steps of 64.</summary>
internal static class SignalMask
{
    /// <summary>Words that hold so many bars.</summary>
    public static int Words(int bars) => (bars + 63) / 64;

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
