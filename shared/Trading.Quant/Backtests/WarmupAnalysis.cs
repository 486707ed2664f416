namespace Trading.Quant.Backtests;

/// <summary>
/// Shows how much a strategy's indicators at the last bar still depend on where the bars begin: those that remember for ever, as exponential means do,
/// need more bars than their warm-up says.
/// </summary>
public static class WarmupAnalysis
{
    /// <summary>Calculates a strategy's indicators over all bars, and again over the last of them only.</summary>
    /// <param name="instruments">What is traded.</param>
    /// <param name="strategy">Makes the strategy for a run, from the instruments of that run.</param>
    /// <param name="settings">The conditions.</param>
    /// <param name="lengths">Bars of each instrument that the shorter runs have.</param>
    /// <returns>Each output of each indicator at each length, in the order of <paramref name="lengths"/>; those that agree too.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is not above zero.</exception>
    /// <exception cref="ArgumentException">The strategy asks for other indicators in a shorter run.</exception>
    public static IReadOnlyList<WarmupDifference> Run(
        IReadOnlyList<SimulatedInstrument> instruments,
        Func<IReadOnlyList<SimulatedInstrument>, IStrategy> strategy,
        SimulationSettings settings,
        IReadOnlyList<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(lengths);
        var whole = Indicators(instruments, strategy, settings);
        var differences = new List<WarmupDifference>();
        foreach (var length in lengths)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
            var part = Indicators([.. instruments.Select(instrument => Last(instrument, length))], strategy, settings);
            if (!part.Select(indicator => (indicator.Instrument, indicator.Text)).SequenceEqual(whole.Select(indicator => (indicator.Instrument, indicator.Text))))
                throw new ArgumentException($"Over {length} bars the strategy asks for other indicators than over all.", nameof(strategy));
            for (var i = 0; i < whole.Count; i++)
            {
                for (var output = 0; output < whole[i].Outputs.Count; output++)
                {
                    differences.Add(new WarmupDifference(
                        length, instruments[whole[i].Instrument].Instrument, whole[i].Text, whole[i].Outputs[output], Newest(whole[i], output), Newest(part[i], output)));
                }
            }
        }

        return differences;
    }

    private static List<IndicatorColumns> Indicators(
        IReadOnlyList<SimulatedInstrument> instruments, Func<IReadOnlyList<SimulatedInstrument>, IStrategy> strategy, SimulationSettings settings)
    {
        var asked = new List<IndicatorColumns>();
        strategy(instruments).Start(new StrategySetup(instruments, settings, asked));
        return asked;
    }

    private static double Newest(IndicatorColumns indicator, int output) => indicator.Values[output] is [.., var newest] ? newest : double.NaN;

    private static SimulatedInstrument Last(SimulatedInstrument instrument, int length)
    {
        var from = Math.Max(0, instrument.Bars.Count - length);
        var count = instrument.Bars.Count - from;
        return instrument with { Bars = instrument.Bars.Slice(from, count), AdjustedBars = instrument.AdjustedBars?.Slice(from, count) };
    }
}
