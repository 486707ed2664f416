using System.Diagnostics;
using Trading.Domain.MarketData;
using Trading.Quant.Rules;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks;

/// <summary>Rules over a million bars in blocks and bar by bar, and how long reading and compiling one takes. The best of several runs.</summary>
internal static class RuleSpeed
{
    private const int Bars = 1_000_000;

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
                Print($"rules.{name}.block{block}", Best(5, () => Walk(program.Start(block), bars)) / Bars, "ns/bar");
            Print($"rules.{name}.single", Best(3, () => Live(program.Start(), bars)) / Bars, "ns/bar");
            Print($"rules.{name}.parse", Best(200, () => Rule.Parse(text).Root.Text.Length) / 1000, "us");
            Print($"rules.{name}.compile", Best(200, () => new RuleProgram(Rule.Parse(text)).Start(RuleProgram.DefaultBlock).Count) / 1000, "us");
        }

        return Task.CompletedTask;
    }

    private static int Walk(RuleRun run, BarSeries bars)
    {
        var signals = 0;
        for (var start = 0; start < bars.Count; start += run.Count)
        {
            run.Next(bars, start);
            for (var i = run.NextSignal(0, 0); i < run.Count; i = run.NextSignal(0, i + 1))
                signals++;
        }

        return signals;
    }

    private static int Live(RuleRun run, BarSeries bars)
    {
        var signals = 0;
        for (var i = 0; i < bars.Count; i++)
        {
            run.Next(bars[i]);
            signals += run.Holds(0) ? 1 : 0;
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
