using System.Globalization;
using Trading.Domain.Markets;

namespace Trading.Domain.Strategies;

/// <summary>The numbers that a strategy may carry. The texts of its rules are checked where they are parsed.</summary>
public static class StrategyLimits
{
    /// <summary>Most instruments and most positions.</summary>
    public const int MaxInstruments = 5_000;

    /// <summary>Longest look-back, in bars.</summary>
    public const int MaxLookback = 10_000;

    /// <summary>Longest latency of an order: an hour.</summary>
    public const int MaxLatencyMilliseconds = 3_600_000;

    /// <summary>Checks a whole document.</summary>
    /// <returns>Everything that is wrong, field by field; empty when nothing is.</returns>
    public static IReadOnlyList<StrategyProblem> Check(StrategyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var found = new List<StrategyProblem>();
        found.AddRange(Check([.. document.Universe]));
        found.AddRange(Check(document.Rules, "strategy."));
        found.AddRange(Check(document.Costs, "costs."));
        return found;
    }

    /// <summary>Checks what is traded.</summary>
    /// <param name="universe">One instrument or more.</param>
    public static IReadOnlyList<StrategyProblem> Check(IReadOnlyList<InstrumentId> universe)
    {
        ArgumentNullException.ThrowIfNull(universe);
        var found = new List<StrategyProblem>();
        Require(found, "symbols", universe.Count is >= 1 and <= MaxInstruments, universe.Count, $"1 to {MaxInstruments} symbols");
        Require(found, "symbols", universe.Distinct().Count() == universe.Count, universe.Count, "symbols that differ");
        Require(found, "symbols", universe.All(one => one.Market == universe[0].Market), universe.Count, "symbols of one market");
        return found;
    }

    /// <summary>Checks the numbers of rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="path">What stands before the fields' names, such as <c>strategy.</c>.</param>
    public static IReadOnlyList<StrategyProblem> Check(StrategyRules rules, string path)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var found = new List<StrategyProblem>();
        var (sizing, exits) = (rules.Sizing, rules.Exits);
        Require(found, $"{path}sizing.kind", Enum.IsDefined(sizing.Kind), (int)sizing.Kind, "a known kind");
        if (sizing.Kind is not (SizingKind.AllIn or SizingKind.EqualWeight))
            Require(found, $"{path}sizing.value", sizing.Value > 0, sizing.Value, "a number above 0");
        if (sizing.Kind is SizingKind.EquityFraction or SizingKind.Kelly or SizingKind.VolatilityTarget)
            Require(found, $"{path}sizing.value", sizing.Value <= 10, sizing.Value, "a fraction of at most 10, such as 0.1 for a tenth");
        Require(found, $"{path}sizing.lookback", sizing.Lookback is >= 2 and <= MaxLookback, sizing.Lookback, $"2 to {MaxLookback} bars");
        Require(found, $"{path}sizing.maxFraction", sizing.MaxFraction is > 0 and <= 10, sizing.MaxFraction, "a fraction above 0 and at most 10");
        Require(found, $"{path}maxPositions", rules.MaxPositions is >= 1 and <= MaxInstruments, rules.MaxPositions, $"1 to {MaxInstruments}");
        Require(found, $"{path}shortExit", rules.ShortExit is null || rules.ShortEntry is not null, 0, "a shortEntry beside it");
        Distance(found, $"{path}exits.stop", exits.Stop);
        Distance(found, $"{path}exits.trailingStop", exits.TrailingStop);
        Distance(found, $"{path}exits.target", exits.Target, most: 100);
        Require(found, $"{path}exits.atrLength", exits.AtrLength is >= 1 and <= MaxLookback, exits.AtrLength, $"1 to {MaxLookback} bars");
        Require(found, $"{path}exits.maxBars", exits.MaxBars is null or > 0, exits.MaxBars ?? 0, "a number of bars above 0");
        return found;
    }

    /// <summary>Checks costs.</summary>
    /// <param name="costs">The costs.</param>
    /// <param name="path">What stands before the fields' names, such as <c>costs.</c>.</param>
    public static IReadOnlyList<StrategyProblem> Check(TradingCosts costs, string path)
    {
        ArgumentNullException.ThrowIfNull(costs);
        var found = new List<StrategyProblem>();
        foreach (var (field, rate) in new[]
        {
            ("commissionRate", costs.CommissionRate), ("slippageRate", costs.SlippageRate), ("spreadRate", costs.SpreadRate),
            ("impactRate", costs.ImpactRate), ("borrowRate", costs.BorrowRate), ("cashRate", costs.CashRate), ("marginRate", costs.MarginRate),
        })
            Require(found, path + field, rate is >= 0 and < 1, rate, "a fraction from 0 to less than 1, such as 0.001 for ten basis points");
        Require(found, $"{path}commissionPerUnit", costs.CommissionPerUnit >= 0, costs.CommissionPerUnit, "an amount of 0 or more");
        Require(found, $"{path}commissionMinimum", costs.CommissionMinimum >= 0, costs.CommissionMinimum, "an amount of 0 or more");
        Require(found, $"{path}commissionMaximum", costs.CommissionMaximum is null or (> 0 and < 1), costs.CommissionMaximum ?? 0, "a fraction of the value above 0 and below 1, such as 0.01 for one percent");
        if (costs.MaintenanceMargin is { } margin)
        {
            foreach (var (field, fraction) in new[] { ("longRate", margin.LongRate), ("shortRate", margin.ShortRate) })
                Require(found, $"{path}maintenanceMargin.{field}", fraction is > 0 and <= 1, fraction, "a fraction of the value above 0 and at most 1, such as 0.25");
        }

        Require(found, $"{path}slippageRate", costs.SlippageRate >= 1 || costs.SlippageRate + (costs.SpreadRate / 2) < 1, costs.SlippageRate, "less than 1 together with half the spread");
        Require(found, $"{path}maxVolumeShare", costs.MaxVolumeShare is null or (> 0 and <= 1), costs.MaxVolumeShare ?? 0, "a fraction above 0 and at most 1");
        Require(found, $"{path}latencyMilliseconds", costs.LatencyMilliseconds is >= 0 and <= MaxLatencyMilliseconds, costs.LatencyMilliseconds, $"0 to {MaxLatencyMilliseconds}");
        return found;
    }

    private static void Distance(List<StrategyProblem> found, string field, Level? level, decimal most = 1)
    {
        if (level is not { } distance)
            return;
        Require(found, $"{field}.value", distance.Value > 0, distance.Value, "a number above 0");
        Require(found, $"{field}.value", distance.IsAtr || distance.Value < most, distance.Value, $"a fraction below {most}, such as 0.05 for five percent");
    }

    private static void Require(List<StrategyProblem> found, string field, bool holds, decimal value, string expected)
    {
        if (!holds)
        {
            var name = field[(field.LastIndexOf('.') + 1)..];
            found.Add(new StrategyProblem(field, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; expected {expected}")));
        }
    }
}
