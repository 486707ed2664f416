using Trading.Domain.MarketData;

namespace Trading.Domain.Markets;

/// <summary>What the time of a bar stands for on a market's clock.</summary>
public static class BarTimes
{
    /// <summary>The instant at which a bar closes: of a daily bar, whose time is a label, the end of its session.</summary>
    /// <param name="bar">The bar's time, UTC.</param>
    /// <param name="interval">Its interval.</param>
    /// <param name="calendar">Days and hours of its market; where it knows no session of the day, a daily bar ends with the day.</param>
    public static DateTimeOffset EndOf(DateTimeOffset bar, Interval interval, TradingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var date = DateOnly.FromDateTime(bar.UtcDateTime);
        return interval.IsDaily && calendar.Knows(date) && calendar.SessionOn(date) is { } session ? session.ClosesAt : bar + interval.Duration;
    }

    /// <summary>The market's day that a bar belongs to.</summary>
    /// <inheritdoc cref="EndOf"/>
    public static DateOnly DayOf(DateTimeOffset bar, Interval interval, TradingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return interval.IsDaily ? DateOnly.FromDateTime(bar.UtcDateTime) : calendar.DateOf(bar);
    }
}
