using System.Diagnostics;
using System.Globalization;

namespace Trading.Benchmarks;

/// <summary>Runs calls and prints how many of them a second holds.</summary>
internal static class Measure
{
    /// <summary>Calls <paramref name="count"/> times, so many at a time, after a tenth as many to warm up; a call counts as <paramref name="each"/>.</summary>
    public static async Task RateAsync(string name, int count, Func<int, Task> call, int atATime = 1, int each = 1)
    {
        await RunAsync(count / 10, call, atATime);
        var watch = Stopwatch.StartNew();
        await RunAsync(count, call, atATime);
        Print(name, (double)count * each / watch.Elapsed.TotalSeconds, "/s");
    }

    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:F0} {unit}"));

    /// <summary>Prints a small figure.</summary>
    public static void PrintFine(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:F2} {unit}"));

    /// <summary>Prints the middle, the 99th of a hundred and the longest.</summary>
    public static void PrintLatencies(string name, IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        foreach (var (part, index) in new[] { ("p50", sorted.Length / 2), ("p99", sorted.Length * 99 / 100), ("max", sorted.Length - 1) })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}.{part} {sorted[index]:F2} ms"));
    }

    private static Task RunAsync(int count, Func<int, Task> call, int atATime)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await call(i);
        })));
    }
}
