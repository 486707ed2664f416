using System.Diagnostics;
using Trading.Domain.MarketData;
using Trading.Quant.Rules;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks;

/// <summary>
/// Rules over a million bars in blocks and bar by bar, and how long reading and compiling one takes. The best of several runs for each
/// stretch of bars, so that a run that was interrupted counts little.
/// </summary>
internal static class RuleSpeed
{
    private const int Bars = 1_000_000;
    private const int Stretch = 1 << 14;

    private static readonly (string Name, string Text)[] Rules =
    [
        ("cross", "sma(10) crosses above sma(30)"),
        ("leaves10", "rsi(14) < 40 and close > sma(50) and close < 2 * sma(200) and volume > sma(volume, 20) / 2 and close[1] < open[1] " +
            "or ema(12) > ema(26) and rsi(14) > 55 and high > low * 1.001 and close between 1 and 1000 and not volume == 0"),
    ];

    public static Task RunAsync()
    {
        var bars = SyntheticBars.Minutes(Bars);
        foreach (var (name, text) in Rules)
        {
            var program = new RuleProgram(Rule.Parse(text));
            foreach (var block in new[] { 128, 256, 512, 1024, 4096 })
                Print($"rules.{name}.block{block}", Best(10, program, block, bars) / Bars, "ns/bar");
            Print($"rules.{name}.single", Best(3, program, 1, bars) / Bars, "ns/bar");
            Print($"rules.{name}.parse", Best(200, () => Rule.Parse(text).Root.Text.Length) / 1000, "us");
            Print($"rules.{name}.compile", Best(200, () => new RuleProgram(Rule.Parse(text)).Start(RuleProgram.DefaultBlock).Count) / 1000, "us");
        }

        return Task.CompletedTask;
    }

    private static double Best(int times, RuleProgram program, int block, BarSeries bars)
    {
        var best = new double[(bars.Count / Stretch) + 1];
        Array.Fill(best, double.MaxValue);
        for (var i = 0; i < times; i++)
        {
            var run = program.Start(block);
            for (var at = 0; at < best.Length; at++)
            {
                var start = Stopwatch.GetTimestamp();
                Walk(run, bars, at * Stretch, Math.Min(bars.Count, (at + 1) * Stretch));
                best[at] = Math.Min(best[at], Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            }
        }

        return best.Sum();
    }

    private static int Walk(RuleRun run, BarSeries bars, int from, int to)
    {
        var signals = 0;
        for (var at = from; at < to; at += run.Count)
        {
            run.Next(bars, at);
            for (var i = run.NextSignal(0, 0); i < run.Count; i = run.NextSignal(0, i + 1))
                signals++;
        }

        return signals;
    }

    private static double Best(int times, Func<int> work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }

    private static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {value:F2} {unit}"));
}
