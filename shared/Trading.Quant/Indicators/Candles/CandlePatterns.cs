using System.Collections.Frozen;
using System.Text;

namespace Trading.Quant.Indicators.Candles;

/// <summary>Every shape of candles that the product knows.</summary>
internal static class CandlePatterns
{
    private static readonly FrozenDictionary<ulong, CandlePattern> ByKey;

    static CandlePatterns()
    {
        All = [.. OneCandlePatterns.All, .. TwoCandlePatterns.All, .. ThreeCandlePatterns.All, .. LongerCandlePatterns.All];
        ByKey = All.ToFrozenDictionary(pattern => KeyOf(pattern.Name));
    }

    /// <summary>From one candle to five.</summary>
    public static IReadOnlyList<CandlePattern> All { get; }

    /// <summary>A number that stands for a name: its FNV-1a hash.</summary>
    public static ulong KeyOf(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in Encoding.ASCII.GetBytes(name))
            hash = (hash ^ value) * 1099511628211UL;
        return hash;
    }

    /// <summary>The pattern that a number stands for.</summary>
    public static CandlePattern WithKey(ulong key) => ByKey[key];
}
