using System.Diagnostics;
using System.Globalization;
using Trading.Domain.MarketData;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks.Quant;

/// <summary>A process of its own from a packed file of a million minute bars to the cross's result: what a user waits for, and the memory it takes.</summary>
internal static class CrossProcess
{
    /// <summary>The command with which the benchmark starts itself.</summary>
    public const string Command = "w1-process";

    private const int Bars = 1_000_000;
    private const int Rounds = 5;

    /// <summary>Prints the time of the quickest process and the highest peak of all.</summary>
    public static void Measure(string folder)
    {
        var path = Path.Combine(folder, "bars");
        var bars = SyntheticBars.Minutes(Bars);
        PackedFile.Write(path, [.. BarPeriod.Split(Interval.OneMinute, bars).SelectMany(part => PackedBars.Pack(part.Bars))]);
        if (!PackedFile.Read(path).Close.SequenceEqual(bars.Close))
            throw new InvalidOperationException("The file does not hold the bars that were written.");
        List<double> seconds = [], peaks = [];
        for (var round = 0; round < Rounds; round++)
            seconds.Add(Benchmarks.Measure.Seconds(() => peaks.Add(Start(path))));
        Benchmarks.Measure.PrintSeconds("w1.process", Benchmarks.Measure.Least(seconds));
        Benchmarks.Measure.PrintSeconds("w1.process.median", Benchmarks.Measure.Median(seconds));
        Benchmarks.Measure.Print("peak", peaks.Max(), "MiB");
    }

    /// <summary>What the started process does; its output is its peak in MiB.</summary>
    public static void Run(string path)
    {
        var bars = PackedFile.Read(path);
        CrossSpeed.Fast(bars, new double[bars.Count]).Expect(Outcome.Minutes);
        Console.WriteLine(Benchmarks.Measure.PeakMebibytes.ToString(CultureInfo.InvariantCulture));
    }

    private static double Start(string path)
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
            ? double.Parse(peak, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The process ended with {process.ExitCode}."));
    }
}
