using Trading.Quant.SyntheticData;

namespace Trading.Quant.Search;

/// <summary>Random numbers for one decision of a search, the same for the same seed and position.</summary>
/// <param name="seed">The search's seed.</param>
/// <param name="position">Which decision.</param>
internal struct Dice(ulong seed, long position)
{
    private readonly SplitMix64 draws = new(new SplitMix64(seed)[position]);
    private long next;

    /// <summary>A number in [0, 1).</summary>
    public double Unit() => draws.Unit(next++);

    /// <summary>A whole number in [0, <paramref name="end"/>).</summary>
    public int Below(int end) => (int)(Unit() * end);

    /// <summary>A number of the standard normal distribution.</summary>
    /// <remarks>Box and Muller (1958), A note on the generation of random normal deviates.</remarks>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());
}
