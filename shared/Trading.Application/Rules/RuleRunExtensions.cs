using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Quant.Rules;

namespace Trading.Application.Rules;

/// <summary>Feeds runs of rules with whole series.</summary>
public static class RuleRunExtensions
{
    /// <summary>Takes in a series block by block.</summary>
    /// <returns>For each block the position of its first bar, while the block is the run's newest.</returns>
    public static IEnumerable<int> Over(this RuleRun run, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(bars);
        for (var start = 0; start < bars.Count; start += run.Count)
        {
            run.Next(bars, start);
            yield return start;
        }
    }

    /// <summary>Takes in a series, for a caller who looks at its newest bar alone.</summary>
    public static void TakeIn(this RuleRun run, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(bars);
        for (var start = 0; start < bars.Count; start += run.Count)
            run.Next(bars, start);
    }

    /// <summary>Takes in a series and keeps every formula's values.</summary>
    /// <returns>One value a bar for each formula; NaN where it is not defined.</returns>
    public static IReadOnlyList<double[]> ValuesOver(this RuleRun run, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(bars);
        var values = run.Program.Formulas.Select(_ => new double[bars.Count]).ToArray();
        foreach (var start in run.Over(bars))
        {
            for (var formula = 0; formula < values.Length; formula++)
                run.Values(formula).CopyTo(values[formula].AsSpan(start));
        }

        return values;
    }

    /// <summary>Gives a run the other bars that its rules need, from the store.</summary>
    /// <param name="run">The run, before its first bar.</param>
    /// <param name="store">Where the bars are.</param>
    /// <param name="instrument">To which the rules are applied; other symbols are of its market.</param>
    /// <param name="until">Close of the last bar that the rules are applied to.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What the rules need and is not there; what depends on it stays unknown.</returns>
    public static async Task<IReadOnlyList<RuleFinding>> GiveStoredAsync(
        this RuleRun run, IBarStore store, InstrumentId instrument, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(store);
        var stored = new Dictionary<SeriesNeed, int>();
        foreach (var need in run.Program.Data.Series)
        {
            if (need.KeyFor(instrument.Market, instrument.Symbol) is not { } other)
                continue;
            var bars = await store.LoadAsync(other, DateTimeOffset.MinValue, until, cancellationToken);
            if (bars.Count > 0)
                run.Give(need, bars);
            stored[need] = bars.Count;
        }

        return run.Program.FindMissing(need => stored.GetValueOrDefault(need));
    }

    /// <summary>The stored series that rules need besides the bars they are applied to; null where the symbol they name can be none of the market.</summary>
    /// <param name="need">What they need.</param>
    /// <param name="market">The market of the symbol that they are applied to.</param>
    /// <param name="own">That symbol.</param>
    public static BarKey? KeyFor(this SeriesNeed need, Market market, string own)
    {
        ArgumentNullException.ThrowIfNull(need);
        return InstrumentId.TryCreate(market, need.Symbol ?? own, out var instrument) ? new BarKey(instrument, need.Interval) : null;
    }

    /// <summary>What rules need and is not there.</summary>
    /// <param name="program">The rules.</param>
    /// <param name="seriesBars">How many bars there are of others; 0 for none.</param>
    public static IReadOnlyList<RuleFinding> FindMissing(this RuleProgram program, Func<SeriesNeed, int> seriesBars) =>
        [.. RuleChecks.OfData(program, int.MaxValue, seriesBars, _ => false).Where(finding => finding.Kind == RuleFindingKind.MissingData)];
}
