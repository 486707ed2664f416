using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>A money-weighted return as the API shows it.</summary>
/// <param name="OverPeriod">Over the whole time; null when there is no rate, or no one rate.</param>
/// <param name="Annual">Per year of 365 days; null too for less than a year, which is never blown up to one.</param>
/// <param name="Rates">Every yearly rate that solves the flows: several when there is no one answer.</param>
public sealed record MoneyWeightedView(double OverPeriod, double Annual, IReadOnlyList<double> Rates)
{
    /// <summary>Of a money-weighted return.</summary>
    public static MoneyWeightedView Of(MoneyWeighted value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new MoneyWeightedView(value.OverPeriod, value.Years >= 1 ? value.Annual : double.NaN, [.. value.Rates]);
    }
}
