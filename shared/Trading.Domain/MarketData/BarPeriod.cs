namespace Trading.Domain.MarketData;

/// <summary>
/// A stretch of time whose bars are stored together: a month of minute bars, a quarter of 5 and 15 minute bars, a year of longer bars,
/// a decade of daily bars. Ten years of daily bars are one or two rows, ten years of a share's minute bars about 120.
/// </summary>
/// <param name="Start">First instant, UTC.</param>
/// <param name="End">The instant after the last.</param>
public readonly record struct BarPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The period's key, its first day as <c>yyyyMMdd</c>; keys sort as the periods do.</summary>
    public string Key => Start.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The period in which a bar is stored.</summary>
    public static BarPeriod Of(Interval interval, DateTimeOffset time)
    {
        var day = time.UtcDateTime;
        return interval.Duration.TotalMinutes switch
        {
            < 5 => Months(day.Year, day.Month, 1),
            < 30 => Months(day.Year, ((day.Month - 1) / 3 * 3) + 1, 3),
            < 24 * 60 => Months(day.Year, 1, 12),
            _ => Months(Math.Max(1, day.Year / 10 * 10), 1, 120),
        };
    }

    /// <summary>Cuts bars into the periods in which they are stored, oldest first, sharing the columns.</summary>
    public static IEnumerable<(BarPeriod Period, BarSeries Bars)> Split(Interval interval, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        for (var at = 0; at < bars.Count;)
        {
            var period = Of(interval, bars[at].Time);
            var end = bars.IndexAtOrAfter(period.End);
            yield return (period, bars.Slice(at, end - at));
            at = end;
        }
    }

    private static BarPeriod Months(int year, int month, int length)
    {
        var start = new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc);
        var months = ((long)year * 12) + month + length;
        return new BarPeriod(start, months > 9999L * 12 ? DateTimeOffset.MaxValue : new DateTimeOffset(start.AddMonths(length)));
    }
}
