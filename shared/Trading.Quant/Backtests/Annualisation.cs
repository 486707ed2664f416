using Trading.Domain.MarketData;

namespace Trading.Quant.Backtests;

/// <summary>How many bars make a year.</summary>
public static class Annualisation
{
    /// <summary>Sessions in a year of shares, by convention.</summary>
    public const double SessionsPerYear = 252;

    /// <summary>252 for daily bars; shorter bars as if traded around the clock, 525,600 minutes in a year.</summary>
    public static double PeriodsPerYear(Interval interval) =>
        interval.IsDaily ? SessionsPerYear : TimeSpan.FromDays(365) / interval.Duration;
}
