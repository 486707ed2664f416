using System.Diagnostics;
using System.Globalization;

namespace Trading.Benchmarks.Soak;

/// <summary>The whole program under steady load for minutes: what it holds must not grow.</summary>
internal static class SoakCommand
{
    private const long MiB = 1 << 20;
    private const long MostLogBytes = 64 * MiB;
    private const int HandlesAllowance = 12;
    private const int ThreadsAllowance = 6;
    private const double ResidentAllowance = 0.10;
    private const double HeapAllowanceMiB = 2;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    // What is compiled, cached and pooled in the first minutes is no growth; a shorter run can't tell them apart.
    private static readonly TimeSpan ShortestToJudge = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>soak [--minutes 10]</c>.</summary>
    /// <returns>0 when nothing grew and nothing failed, 1 when something did, 2 for arguments that are none.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (!OperatingSystem.IsLinux() || !TryMinutes(args, out var duration))
        {
            await Console.Error.WriteLineAsync("Usage: soak [--minutes 10], on Linux, whose /proc tells about the program.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("soak-");
        try
        {
            using var program = await LocalProgram.StartAsync(folder.FullName);
            var traffic = new Traffic(program);
            var samples = await LoadAsync(program, traffic, duration);
            var exitCode = await program.StopAsync();
            string[] wrong = [.. Report(samples, traffic, duration), .. traffic.Failures, .. exitCode == 0 ? [] : new[] { $"The program ended with {exitCode}." }];
            foreach (var what in wrong.Take(20))
                await Console.Error.WriteLineAsync(what);
            if (wrong.Length > 0)
                await Console.Error.WriteLineAsync(program.Output);
            return wrong.Length == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<Sample>> LoadAsync(LocalProgram program, Traffic traffic, TimeSpan duration)
    {
        var samples = new List<Sample>();
        using var stop = new CancellationTokenSource();
        var load = traffic.RunAsync(stop.Token);
        for (var since = Stopwatch.StartNew(); since.Elapsed < duration && !load.IsCompleted; await Task.Delay(Between))
            samples.Add(await program.SampleAsync(since.Elapsed, CancellationToken.None));
        await stop.CancelAsync();
        await load;
        return samples;
    }

    /// <summary>Prints the figures.</summary>
    /// <returns>What grew that must not.</returns>
    private static IEnumerable<string> Report(List<Sample> samples, Traffic traffic, TimeSpan duration)
    {
        Measure.Print("soak.requests", traffic.Requests, "");
        Measure.Print("soak.orders", traffic.Orders, "");
        Measure.Print("soak.backtests", traffic.Backtests, "");
        Measure.Print("soak.imports", traffic.Imports, "");
        Measure.Print("soak.pushes", traffic.Pushes, "");
        Measure.Print("soak.database.per.order", (samples[^1].DatabaseBytes - samples[0].DatabaseBytes) / Math.Max(1d, traffic.Orders), "bytes");
        var log = samples.Max(sample => sample.LogBytes);
        Measure.Print("soak.wal.most", log / (double)MiB, "MiB");
        if (log > MostLogBytes)
            yield return $"The write-ahead log grew to {log} bytes; expected at most {MostLogBytes}.";

        var (early, late) = Thirds(samples);
        string?[] grown =
        [
            Grew("threads", "", early, late, sample => sample.Threads, _ => ThreadsAllowance),
            Grew("handles", "", early, late, sample => sample.Handles, _ => HandlesAllowance),
            Grew("resident", "MiB", early, late, sample => sample.ResidentBytes / (double)MiB, before => before * ResidentAllowance),
            Grew("heap", "MiB", early, late, sample => sample.HeapBytes / (double)MiB, _ => HeapAllowanceMiB),
        ];
        foreach (var what in grown.OfType<string>().Where(_ => duration >= ShortestToJudge))
            yield return what;
    }

    // Whatever comes and goes, a leak lifts the least that is held.
    private static string? Grew(
        string name, string unit, IReadOnlyList<Sample> early, IReadOnlyList<Sample> late, Func<Sample, double> value, Func<double, double> allowance)
    {
        var (before, after) = (early.Min(value), late.Min(value));
        Measure.Print($"soak.{name}.before", before, unit);
        Measure.Print($"soak.{name}.after", after, unit);
        Measure.Print($"soak.{name}.most", late.Max(value), unit);
        return after - before > allowance(before)
            ? string.Create(CultureInfo.InvariantCulture, $"{name} grew from {before:F1} to {after:F1} {unit}; expected at most {allowance(before):F1} more.")
            : null;
    }

    /// <summary>The second and the last third of the time; the first is for warming up.</summary>
    private static (IReadOnlyList<Sample> Early, IReadOnlyList<Sample> Late) Thirds(List<Sample> samples)
    {
        var third = Math.Max(1, samples.Count / 3);
        return (samples.GetRange(samples.Count - Math.Min(samples.Count, 2 * third), third), samples.GetRange(samples.Count - third, third));
    }

    private static bool TryMinutes(string[] args, out TimeSpan duration)
    {
        var minutes = 10.0;
        var valid = args is [] || (args is ["--minutes", var text]
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out minutes) && minutes is >= 0.1 and <= 7 * 24 * 60);
        duration = TimeSpan.FromMinutes(minutes);
        return valid;
    }
}
