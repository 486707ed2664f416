using System.Diagnostics;
using System.Globalization;

namespace Trading.Benchmarks;

/// <summary>Runs calls and prints how many of them a second holds.</summary>
internal static class Measure
{
    /// <summary>Calls <paramref name="count"/> times, so many at a time, after a tenth as many to warm up.</summary>
    public static async Task RateAsync(string name, int count, Func<int, Task> call, int atATime = 1)
    {
        await RunAsync(count / 10, call, atATime);
        var watch = Stopwatch.StartNew();
        await RunAsync(count, call, atATime);
        Print(name, count / watch.Elapsed.TotalSeconds, "/s");
    }

    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:F0} {unit}"));

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
