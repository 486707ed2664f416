using System.Runtime.InteropServices;
using Trading.Domain.MarketData;

namespace Trading.Quant.Backtests;

/// <summary>Goes through the bars of several instruments together, one step a time at which any of them has a bar.</summary>
internal sealed class Timeline
{
    private const long Never = long.MaxValue;

    private readonly BarSeries[] bars;
    private readonly int[] positions;
    private readonly long[] newest;
    private readonly long[] following;
    private readonly List<int> running;
    private readonly List<int> ending = [];

    /// <param name="bars">Bars of each instrument.</param>
    /// <param name="firsts">Position of the first bar to go to of each.</param>
    public Timeline(BarSeries[] bars, int[] firsts)
    {
        this.bars = bars;
        positions = [.. firsts.Select(first => first - 1)];
        newest = new long[bars.Length];
        following = [.. bars.Zip(firsts, (series, first) => first < series.Count ? series.Times[first] : Never)];
        running = [.. Enumerable.Range(0, bars.Length)];
    }

    /// <summary>Time of the step, UTC ticks; -1 before the first.</summary>
    public long Time { get; private set; } = -1;

    /// <summary>Time of the step before.</summary>
    public long PreviousTime { get; private set; }

    /// <summary>Instruments whose last bar was that of the step before: they trade no more.</summary>
    public List<int> Ended { get; } = [];

    /// <summary>Position of an instrument's newest bar; -1 before its first.</summary>
    public int Position(int instrument) => positions[instrument];

    /// <summary>True when an instrument has a bar at this step.</summary>
    public bool HasBar(int instrument) => newest[instrument] == Time;

    /// <summary>True when an instrument's last bar lies behind this step.</summary>
    public bool HasEnded(int instrument) => following[instrument] == Never && !HasBar(instrument);

    /// <summary>True when no step follows.</summary>
    public bool IsLast => running.TrueForAll(instrument => following[instrument] == Never);

    /// <summary>Goes to the next step.</summary>
    /// <returns>False after the last.</returns>
    public bool Next()
    {
        var next = Never;
        foreach (var instrument in CollectionsMarshal.AsSpan(running))
            next = Math.Min(next, following[instrument]);
        if (next == Never)
            return false;

        PreviousTime = Time;
        Time = next;
        Ended.Clear();
        if (ending.Count > 0)
        {
            Ended.AddRange(ending);
            ending.Clear();
            running.RemoveAll(Ended.Contains);
        }

        foreach (var instrument in CollectionsMarshal.AsSpan(running))
        {
            if (following[instrument] != next)
                continue;
            var at = ++positions[instrument];
            var series = bars[instrument];
            newest[instrument] = next;
            following[instrument] = at + 1 < series.Count ? series.Times[at + 1] : Never;
            if (following[instrument] == Never)
                ending.Add(instrument);
        }

        return true;
    }
}
