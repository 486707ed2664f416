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

    /// <summary>How long a call takes.</summary>
    public static double Seconds(Action call)
    {
        var watch = Stopwatch.StartNew();
        call();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Processor time that a call takes on all its threads: what it costs whatever else runs.</summary>
    public static double ProcessorSeconds(Action call)
    {
        var process = Process.GetCurrentProcess();
        var begun = process.TotalProcessorTime;
        call();
        process.Refresh();
        return (process.TotalProcessorTime - begun).TotalSeconds;
    }

    /// <summary>The quickest of several runs: what the machine can do when nothing else disturbs it.</summary>
    public static double Least(IEnumerable<double> runs) => runs.Min();

    /// <summary>The middle of several runs: what it does beside the load of the moment.</summary>
    public static double Median(IEnumerable<double> runs) => runs.Order().ElementAt(runs.Count() / 2);

    /// <summary>Seconds, to the tenth of a millisecond.</summary>
    public static void PrintSeconds(string name, double seconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {seconds:F4} s"));

    /// <summary>The most memory that the process held at any time.</summary>
    public static void PrintPeak() => Print("peak", PeakMiB, "MiB");

    /// <summary>The most memory that the process held at any time, in MiB.</summary>
    public static long PeakMiB => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;

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
