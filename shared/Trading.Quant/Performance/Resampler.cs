using System.Diagnostics;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Performance;

/// <summary>Draws paths from changes. A path depends on the seed and its number alone, not on those drawn before.</summary>
internal readonly ref struct Resampler(ReadOnlySpan<double> changes, MonteCarloSettings settings)
{
    private readonly ReadOnlySpan<double> changes = changes;
    private readonly SplitMix64 seeds = new(settings.Seed);

    /// <summary>Fills a path.</summary>
    /// <param name="number">Which path, from 0.</param>
    /// <param name="path">As long as the changes.</param>
    public void Draw(int number, Span<double> path)
    {
        var draws = new SplitMix64(seeds[number]);
        switch (settings.Method)
        {
            case ResamplingMethod.Permutation:
                Permute(draws, path);
                break;
            case ResamplingMethod.Bootstrap:
                for (var i = 0; i < path.Length; i++)
                    path[i] = changes[Below(draws[i], changes.Length)];
                break;
            case ResamplingMethod.CircularBlock:
            case ResamplingMethod.StationaryBlock:
                DrawBlocks(draws, path);
                break;
            default:
                throw new UnreachableException($"{settings.Method} has no rule.");
        }
    }

    // Fisher and Yates, in the form of Durstenfeld (1964), Algorithm 235.
    private void Permute(SplitMix64 draws, Span<double> path)
    {
        changes.CopyTo(path);
        for (var i = path.Length - 1; i > 0; i--)
        {
            var other = Below(draws[i], i + 1);
            (path[i], path[other]) = (path[other], path[i]);
        }
    }

    private void DrawBlocks(SplitMix64 draws, Span<double> path)
    {
        var draw = 0L;
        while (!path.IsEmpty)
        {
            var start = Below(draws[draw++], changes.Length);
            var length = settings.Method == ResamplingMethod.CircularBlock ? settings.BlockLength : GeometricLength(draws.Unit(draw++));
            for (var left = Math.Min(length, path.Length); left > 0; start = 0)
            {
                var piece = changes[start..Math.Min(changes.Length, start + left)];
                piece.CopyTo(path);
                path = path[piece.Length..];
                left -= piece.Length;
            }
        }
    }

    /// <summary>A length from 1 whose mean is the block length.</summary>
    private int GeometricLength(double unit) => settings.BlockLength == 1
        ? 1
        : (int)Math.Min(int.MaxValue, 1 + Math.Floor(Math.Log(1 - unit) / Math.Log(1 - (1.0 / settings.BlockLength))));

    /// <summary>A whole number in [0, count) from 64 random bits.</summary>
    /// <remarks>Lemire (2019), Fast random integer generation in an interval; without its rejection, a bias below count / 2^64.</remarks>
    private static int Below(ulong bits, int count) => (int)Math.BigMul(bits, (ulong)count, out _);
}
