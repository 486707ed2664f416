using System.Diagnostics;
using Trading.Domain.MarketData;
using Trading.Quant.Indicators;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks;

/// <summary>
/// Every indicator with its defaults over a million minute bars in memory, in frames of ten thousand: of each frame the shortest time of many
/// runs, since others use the machine too. A run that allocates, or whose values are not those of the same bars taken in one by one, fails.
/// </summary>
internal static class IndicatorSpeed
{
    private const int Bars = 1_000_000;
    private const int Frame = 10_000;
    private const int Checked = 5_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(0.5);

    public static void Run()
    {
        var bars = SyntheticBars.Minutes(Bars);
        foreach (var indicator in IndicatorCatalog.Default.All)
        {
            Check(indicator, bars.Slice(0, Checked));
            Measure.PrintFine($"indicator.{indicator.Name}", Shortest(indicator, bars).TotalNanoseconds / Bars, "ns/bar");
        }
    }

    private static TimeSpan Shortest(IndicatorDefinition indicator, BarSeries bars)
    {
        var state = indicator.Start();
        ReadOnlyMemory<double>[][] inputs = [.. Starts().Select(start => indicator.Inputs.Select(bars.Slice(start, Frame).Memory).ToArray())];
        var outputs = indicator.Outputs.Select(_ => new Memory<double>(new double[Frame])).ToArray();
        TimeSpan[] shortest = [.. inputs.Select(_ => TimeSpan.MaxValue)];
        var begun = Stopwatch.StartNew();
        for (var run = 0; run < 20 || begun.Elapsed < Limit; run++)
        {
            state.Reset();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            for (var frame = 0; frame < inputs.Length; frame++)
            {
                var start = Stopwatch.GetTimestamp();
                state.Next(new IndicatorFrame(bars.Times.Slice(frame * Frame, Frame), inputs[frame], outputs));
                var time = Stopwatch.GetElapsedTime(start);
                shortest[frame] = time < shortest[frame] ? time : shortest[frame];
            }

            if (run > 0 && GC.GetAllocatedBytesForCurrentThread() != allocated)
                throw new InvalidOperationException($"{indicator.Name} allocates.");
        }

        return shortest.Aggregate((sum, time) => sum + time);
    }

    private static IEnumerable<int> Starts() => Enumerable.Range(0, Bars / Frame).Select(frame => frame * Frame);

    private static void Check(IndicatorDefinition indicator, BarSeries bars)
    {
        var whole = indicator.Over(bars);
        var state = indicator.Start();
        var values = indicator.Outputs.Select(_ => new Memory<double>(new double[1])).ToArray();
        for (var i = 0; i < bars.Count; i++)
        {
            state.Next(new IndicatorFrame(bars.Slice(i, 1).Times, indicator.Inputs.Select(bars.Slice(i, 1).Memory).ToArray(), values));
            for (var output = 0; output < values.Length; output++)
            {
                if (!whole[output][i].Equals(values[output].Span[0]))
                    throw new InvalidOperationException($"{indicator.Name}, bar {i}: {whole[output][i]:R} as a column, {values[output].Span[0]:R} bar by bar.");
            }
        }
    }
}
