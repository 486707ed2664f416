namespace Trading.Quant.Backtests;

/// <summary>
/// Finds strategies that look ahead: what one does up to a time must not change when the bars after that time are taken away. The engine shows
/// closed bars alone, so what is found is in the strategy, which was given the data by another way, or in an indicator.
/// </summary>
public static class LookAheadDetector
{
    /// <summary>Runs a strategy over all bars, and again over less of them, and compares its orders.</summary>
    /// <param name="instruments">What is traded.</param>
    /// <param name="strategy">Makes the strategy for a run, from the instruments of that run.</param>
    /// <param name="settings">The conditions.</param>
    /// <param name="cuts">At how many times, evenly over the run, the bars are cut off.</param>
    /// <returns>The first order that differs at each cut, oldest cut first; empty when nothing looks ahead.</returns>
    public static IReadOnlyList<LookAheadFinding> Check(
        IReadOnlyList<SimulatedInstrument> instruments,
        Func<IReadOnlyList<SimulatedInstrument>, IStrategy> strategy,
        SimulationSettings settings,
        int cuts)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cuts);
        var whole = Simulation.Run(instruments, strategy(instruments), settings);
        var found = new List<LookAheadFinding>();
        for (var cut = 1; cut <= cuts; cut++)
        {
            var at = (int)((long)whole.Times.Count * cut / (cuts + 1));
            if (at == 0 || at >= whole.Times.Count)
                continue;
            var time = whole.Times[at - 1];
            SimulatedInstrument[] known = [.. instruments.Select(instrument => Until(instrument, time))];
            var part = Simulation.Run(known, strategy(known), settings);
            if (FirstDifference(whole.Orders, part.Orders, time) is var (expected, actual))
                found.Add(new LookAheadFinding(time, expected, actual));
        }

        return found;
    }

    private static (SimulatedOrder? Whole, SimulatedOrder? Part)? FirstDifference(
        IReadOnlyList<SimulatedOrder> whole, IReadOnlyList<SimulatedOrder> part, long time)
    {
        for (var i = 0; i < Math.Max(whole.Count, part.Count); i++)
        {
            SimulatedOrder? expected = i < whole.Count && whole[i].Time <= time ? whole[i] : null;
            SimulatedOrder? actual = i < part.Count ? part[i] : null;
            if (expected != actual)
                return (expected, actual);
            if (expected is null)
                break;
        }

        return null;
    }

    private static SimulatedInstrument Until(SimulatedInstrument instrument, long time)
    {
        var end = new DateTimeOffset(time + 1, TimeSpan.Zero);
        var count = instrument.Bars.IndexAtOrAfter(end);
        return instrument with
        {
            Bars = instrument.Bars.Slice(0, count),
            AdjustedBars = instrument.AdjustedBars?.Slice(0, count),
            Actions = [.. instrument.Actions.Where(action => action.ExDate < end)],
            StaysListed = instrument.StaysListed || count < instrument.Bars.Count,
        };
    }
}
