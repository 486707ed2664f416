namespace Trading.Application.Tests.PaperTrading;

/// <summary>Thrown where a process might have died.</summary>
internal sealed class CrashException : Exception;

/// <summary>Breaks off calls of ports by a seed: before they did anything, or after they did it and before the caller knows.</summary>
internal sealed class Crash(int seed, double probability)
{
    private string? doomed;

    private readonly Random random = new(seed);

    public static Crash Never => new(0, 0);

    public int Count { get; private set; }

    /// <summary>How often a call is broken off, twice looked at for each.</summary>
    public double Probability { get; set; } = probability;

    /// <summary>Breaks off the next call of a port's method, before it did anything.</summary>
    public void Before(string method) => doomed = method;

    public int Next(int limit) => random.Next(limit);

    public T Around<T>(Func<T> call, string? method = null)
    {
        if (method is not null && method == doomed)
        {
            doomed = null;
            Count++;
            throw new CrashException();
        }

        Perhaps();
        var result = call();
        Perhaps();
        return result;
    }

    private void Perhaps()
    {
        if (Probability == 0 || random.NextDouble() >= Probability)
            return;
        Count++;
        throw new CrashException();
    }
}
