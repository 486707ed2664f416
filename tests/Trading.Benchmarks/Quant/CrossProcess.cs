using System.Diagnostics;
using System.Globalization;
using Trading.Domain.MarketData;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks.Quant;

/// <summary>A whole process, started anew for each run, from a packed file of a million bars to the cross's result by the fast path, and nothing else in it.</summary>
internal static class CrossProcess
{
    /// <summary>The command with which the benchmark starts itself as that process.</summary>
    public const string Command = "w1-process";

    private const int Rounds = 5;

    /// <summary>Prints the quickest and the middle run from start to end, and the highest peak of memory of all.</summary>
    public static void Run(string folder)
    {
        var path = Path.Combine(folder, "bars");
        var bars = SyntheticBars.Minutes(1_000_000);
        PackedFile.Write(path, [.. BarPeriod.Split(Interval.OneMinute, bars).SelectMany(part => PackedBars.Pack(part.Bars))]);
        if (!PackedFile.Read(path).Close.SequenceEqual(bars.Close))
            throw new InvalidOperationException("The file does not hold the bars that were written.");

        List<double> seconds = [];
        var peak = 0L;
        for (var round = 0; round < Rounds; round++)
            seconds.Add(Measure.Seconds(() => peak = Math.Max(peak, Start(path))));
        Measure.PrintSeconds("w1.process", Measure.Least(seconds));
        Measure.PrintSeconds("w1.process.median", Measure.Median(seconds));
        Measure.Print("peak", peak, "MiB");
    }

    /// <summary>What the started process does; it writes the most MiB it held.</summary>
    public static void RunProcess(string path)
    {
        var bars = PackedFile.Read(path);
        CrossSpeed.Fast(bars, new double[bars.Count]).Expect(Outcome.Minutes);
        Console.WriteLine(Measure.PeakMiB.ToString(CultureInfo.InvariantCulture));
    }

    private static long Start(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add(Command);
        start.ArgumentList.Add(path);
        using var process = Process.Start(start)!;
        var peak = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? long.Parse(peak, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The process ended with {process.ExitCode}."));
    }
}
