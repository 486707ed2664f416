using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Values;

namespace Trading.Application.PaperTrading;

/// <summary>Stored bars as the simulated market trades them: with their session, the day's price limits, and prices as they are booked.</summary>
internal static class PaperBars
{
    /// <summary>The bar at a position.</summary>
    /// <param name="bars">The series, with the bars of the session before it as far as they are known.</param>
    /// <param name="index">Position.</param>
    /// <param name="interval">How long a bar lasts.</param>
    /// <param name="segment">Where the instrument is listed.</param>
    public static MarketBar At(BarSeries bars, int index, Interval interval, Segment segment)
    {
        var bar = bars[index];
        var calendar = TradingCalendar.For(SegmentRules.MarketOf(segment));
        var date = BarTimes.DayOf(bar.Time, interval, calendar);
        var session = calendar.Knows(date) ? calendar.SessionOn(date) : null;
        return new MarketBar(
            bar.Time,
            interval.IsDaily && session is { } hours ? hours.OpensAt : bar.Time,
            date,
            interval.IsDaily || (session is { } day && BarTimes.EndOf(bar.Time, interval, calendar) >= day.ClosesAt),
            new BarPrices<decimal>(Booked(bar.Open), Booked(bar.High), Booked(bar.Low)),
            (decimal)bar.Volume,
            bars.Volume[..(index + 1)].ContainsAnyExcept(0),
            LimitsOn(bars, index, interval, segment, date));
    }

    /// <summary>When the bar at a position closes.</summary>
    public static DateTimeOffset EndOf(BarSeries bars, int index, Interval interval, Market market) => BarTimes.EndOf(bars[index].Time, interval, TradingCalendar.For(market));

    /// <summary>The price limits of a day, by the last close of the session before; null for none, or where that close is not known.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="index">Position before which to look for that close.</param>
    /// <param name="interval">How long a bar lasts.</param>
    /// <param name="segment">Where the instrument is listed.</param>
    /// <param name="date">The market's day.</param>
    public static PriceLimits? LimitsOn(BarSeries bars, int index, Interval interval, Segment segment, DateOnly date)
    {
        if (PriceLimits.FractionOf(segment, date) is null)
            return null;
        var calendar = TradingCalendar.For(SegmentRules.MarketOf(segment));
        for (var before = index - 1; before >= 0; before--)
        {
            if (BarTimes.DayOf(bars[before].Time, interval, calendar) < date)
                return PriceLimits.Of(segment, date, Booked(bars[before].Close));
        }

        return null;
    }

    private static decimal Booked(double price) => Price.FromMarket(price).Value;
}
