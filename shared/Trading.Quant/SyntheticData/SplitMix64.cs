namespace Trading.Quant.SyntheticData;

/// <summary>The generator splitmix64 in counter form: any output of any seed without those before it, the same on every machine.</summary>
/// <param name="seed">Chooses the sequence.</param>
/// <remarks>Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators.</remarks>
public readonly struct SplitMix64(ulong seed)
{
    /// <summary>An output.</summary>
    /// <param name="index">Which, from 0.</param>
    public ulong this[long index]
    {
        get
        {
            unchecked
            {
                var z = seed + (((ulong)index + 1) * 0x9E3779B97F4A7C15);
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return z ^ (z >> 31);
            }
        }
    }

    /// <summary>An output as a number in [0, 1), with 53 random bits.</summary>
    /// <param name="index">Which, from 0.</param>
    public double Unit(long index) => (this[index] >> 11) * (1.0 / 9007199254740992.0);
}
