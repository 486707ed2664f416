namespace Trading.Application.Tests.PaperTrading;

/// <summary>Thrown where a process might have died.</summary>
internal sealed class CrashException : Exception;

/// <summary>Breaks off calls of ports by a seed: before they did anything, or after they did it and before the caller knows.</summary>
internal sealed class Crash(int seed, double probability)
{
    private readonly Random random = new(seed);

    public static Crash Never => new(0, 0);

    public int Count { get; private set; }

    public int Next(int limit) => random.Next(limit);

    public T Around<T>(Func<T> call)
    {
        Perhaps();
        var result = call();
        Perhaps();
        return result;
    }

    private void Perhaps()
    {
        if (probability == 0 || random.NextDouble() >= probability)
            return;
        Count++;
        throw new CrashException();
    }
}
