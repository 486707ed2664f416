using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>What makes a bar believable, and what makes it worth a second look.</summary>
internal static class BarRules
{
    /// <summary>Highest price and largest volume accepted: what money (decimal) and counts (64 bit) can carry.</summary>
    private const double HighestPrice = 1e15;
    private const double LargestVolume = 9.2e18;

    /// <summary>A factor between two neighbouring prices that a market rarely makes, but a split or a wrong digit does.</summary>
    private const double SuspiciousFactor = 3;

    /// <returns>The field, its value and what was expected; null for a believable bar.</returns>
    /// <remarks>A share that is halted has no bar; a row of zeros with a close is refused rather than invented into one.</remarks>
    public static (string Field, double Value, string Expected)? Check(in Bar bar)
    {
        foreach (var (field, price) in new[] { ("open", bar.Open), ("high", bar.High), ("low", bar.Low), ("close", bar.Close) })
        {
            if (!(price > 0 && price <= HighestPrice))
                return (field, price, "a price above 0 and at most 1e15");
        }

        if (!(bar.Volume >= 0 && bar.Volume <= LargestVolume))
            return ("volume", bar.Volume, "a volume from 0 to 9.2e18");
        if (bar.High < bar.Low)
            return ("high", bar.High, FormattableString.Invariant($"at least the low, {bar.Low:R}"));
        if (bar.High < Math.Max(bar.Open, bar.Close))
            return ("high", bar.High, FormattableString.Invariant($"at least open and close, {Math.Max(bar.Open, bar.Close):R}"));
        if (bar.Low > Math.Min(bar.Open, bar.Close))
            return ("low", bar.Low, FormattableString.Invariant($"at most open and close, {Math.Min(bar.Open, bar.Close):R}"));
        return null;
    }

    /// <summary>Bars that were accepted but look like a split, a wrong digit or another instrument.</summary>
    public static IEnumerable<string> Suspicions(BarSeries bars, Interval interval)
    {
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            var time = BarCsvText.WriteTime(bar.Time, interval);
            if (bar.High > bar.Low * SuspiciousFactor)
                yield return FormattableString.Invariant($"{time}: the high {bar.High:R} is {bar.High / bar.Low:0.#} times the low {bar.Low:R}");
            if (i == 0)
                continue;
            var before = bars.Close[i - 1];
            if (bar.Open > before * SuspiciousFactor || bar.Open * SuspiciousFactor < before)
                yield return FormattableString.Invariant($"{time}: the open {bar.Open:R} follows a close of {before:R}; a split?");
            if (interval.IsDaily && bars.Times[i] - bars.Times[i - 1] > 31 * TimeSpan.TicksPerDay)
                yield return $"{time}: no bars for {(bars.Times[i] - bars.Times[i - 1]) / TimeSpan.TicksPerDay} days before this one";
        }
    }
}
