using System.Diagnostics;
using System.Globalization;
using Trading.Domain.MarketData;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks.Quant;

/// <summary>Ten million minute bars, and one million, from packed pieces into memory; and a whole process from a packed file to the cross's result.</summary>
internal static class LoadSpeed
{
    /// <summary>The command with which the benchmark starts itself for the whole process.</summary>
    public const string ProcessCommand = "w1-process";

    private const int Bars = 10_000_000;
    private const int Rounds = 5;

    public static void Run(string folder)
    {
        var pieces = BarPeriod.Split(Interval.OneMinute, SyntheticBars.Minutes(Bars)).SelectMany(part => PackedBars.Pack(part.Bars)).ToArray();
        var million = pieces.TakeWhile((_, i) => pieces.Take(i).Sum(piece => piece.Count) < 1_000_000).ToArray();
        Measure.Print("load.bytes", pieces.Sum(piece => (double)piece.Times.Length + piece.Open.Length + piece.High.Length + piece.Low.Length + piece.Close.Length + piece.Volume.Length) / Bars, "bytes/bar");
        Measure.PrintSeconds("load.million", Least(million));
        Measure.PrintSeconds("load", Least(pieces));
        Measure.PrintPeak();

        var path = Path.Combine(folder, "bars");
        var bars = SyntheticBars.Minutes(1_000_000);
        PackedFile.Write(path, [.. BarPeriod.Split(Interval.OneMinute, bars).SelectMany(part => PackedBars.Pack(part.Bars))]);
        if (!PackedFile.Read(path).Close.SequenceEqual(bars.Close))
            throw new InvalidOperationException("The file does not hold the bars that were written.");
        Measure.PrintSeconds("w1.process", Measure.Least(Enumerable.Range(0, Rounds).Select(_ => Measure.Seconds(() => Start(path)))));
    }

    /// <summary>What the started process does.</summary>
    public static void RunProcess(string path)
    {
        var bars = PackedFile.Read(path);
        CrossSpeed.Fast(bars, new double[bars.Count]).Expect(Outcome.Minutes);
        Measure.PrintPeak();
    }

    private static double Least(PackedBars[] pieces) => Measure.Least(Enumerable.Range(0, Rounds).Select(_ => Measure.Seconds(() =>
    {
        var bars = PackedBars.Unpack(pieces);
        Check.Same(pieces.Sum(piece => piece.Count), bars.Count);
        // Bars 0 and 999,999 as the generator is known to make them.
        Check.Near(99.96442363, bars.Close[0], 0);
        Check.Near(125.11022404, bars.Close[999_999], 0);
    })).ToArray());

    private static void Start(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add(ProcessCommand);
        start.ArgumentList.Add(path);
        using var process = Process.Start(start)!;
        var peak = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The process ended with {process.ExitCode}."));
        Console.Write($"w1.process.{peak}");
    }
}
