using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>Statistics of closed lots that have something in common.</summary>
/// <param name="Name">What they have in common; null for all, or where there is no such thing.</param>
/// <param name="Gains">Win rate, profit factor, averages and the rest, after commissions and taxes.</param>
/// <param name="AverageHeldDays">Average days of the calendar that they were held, with fractions; null without a lot.</param>
/// <param name="Charges">Commissions and taxes of them.</param>
public sealed record TradeStatistics(string? Name, GainFigures Gains, double AverageHeldDays, decimal Charges)
{
    /// <summary>Of lots in the order in which they were closed.</summary>
    internal static TradeStatistics Of(string? name, IReadOnlyCollection<AttributedLot> lots) => new(
        name,
        GainFigures.Of([.. lots.Select(lot => (double)lot.Lot.NetProfit.Value)]),
        lots.Select(lot => lot.Lot.Held.TotalDays).DefaultIfEmpty(double.NaN).Average(),
        lots.Sum(lot => lot.Lot.Charges.Value));

    /// <summary>Of lots by what they have in common, by name.</summary>
    internal static IReadOnlyList<TradeStatistics> By(IEnumerable<AttributedLot> lots, Func<AttributedLot, string?> nameOf) =>
        [.. lots.GroupBy(nameOf).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.Key, [.. group]))];
}
